"""A brief in sentences becomes a draft: guesses, each with the words it rests on and how sure it is."""

from kring.match.draft.draft import Draft, Guess
from kring.match.draft.reading import drafted
from kring.match.draft.spans import Span

__all__ = ["Draft", "Guess", "Span", "drafted"]
