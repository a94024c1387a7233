"""Vendors' own servers, run on this machine where they are installed."""
