"""A brief, the creators it could choose from, and the gates between them."""

from kring.match.brief import Brief, Creators, Period
from kring.match.candidates import Candidate, candidates, named
from kring.match.gates import Verdict, verdicts

__all__ = ["Brief", "Candidate", "Creators", "Period", "Verdict", "candidates", "named", "verdicts"]
