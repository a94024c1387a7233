"""Pages about people: joining, members, the log, and which organisation a person works for."""
