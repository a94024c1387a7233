"""What the pages of sources show, as plain values."""
