"""Kring: which creators, together, reach the people a company wants to reach, and what came of it."""

__version__ = "0.1.0"
