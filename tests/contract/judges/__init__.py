"""Judges of requests and answers that we did not write: the vendors' own machine-readable contracts."""
