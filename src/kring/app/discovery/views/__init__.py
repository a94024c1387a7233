"""Pages of discovery: the search, saved searches and lists."""
