"""What the pages about briefs and plans show."""
