"""A brief in sentences becomes a draft: guesses, each with the words it rests on and how sure it is."""

from kring.match.draft.draft import Draft, Guess, Span
from kring.match.draft.reading import drafted

__all__ = ["Draft", "Guess", "Span", "drafted"]
