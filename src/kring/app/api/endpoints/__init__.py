"""The interface for programs: answers by subject, each asked for with an access key."""
