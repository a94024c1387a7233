"""Pages about briefs, their plans, and a first look at what is possible."""
