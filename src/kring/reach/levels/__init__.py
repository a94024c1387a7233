"""Unique reach where lists of followers are not known: from the engaged, and from sizes and audience shares."""
