"""How well a creator fits a brand."""
