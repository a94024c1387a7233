"""The trait authenticity: the share of followers that are real, and what speaks against the engagement."""
