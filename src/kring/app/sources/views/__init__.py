"""Pages of sources: adding creators, rows put aside, sources and how they stand, and a creator's consent."""
