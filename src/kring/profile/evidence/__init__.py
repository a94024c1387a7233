"""What a figure of one account rests on: the posts and comments themselves, with their dates and why they count."""

from kring.profile.evidence.evidence import evidence

__all__ = ["evidence"]
