"""Rankings, searches and drafts as plain values for JSON; words in both languages, unknown numbers as null."""
