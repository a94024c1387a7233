"""YouTube: channels, videos and the comments below them, by the company's own key."""

from kring.sources.youtube.kind import KIND
from kring.sources.youtube.policy import policy_of
from kring.sources.youtube.source import YouTube

__all__ = ["KIND", "YouTube", "policy_of"]
