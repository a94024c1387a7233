"""What the pages of discovery show."""
