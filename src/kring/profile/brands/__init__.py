"""Brands in posts: which are recognised, the collaborations behind them, and fans who speak of a brand unpaid."""
