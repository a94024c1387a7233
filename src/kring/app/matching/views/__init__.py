"""Pages of matching: the ranked list, explanations, shortlists, and the creator's side."""
