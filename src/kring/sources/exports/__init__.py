"""Exports: files of a known form, such as a creator's own download or a shop's orders, read without a question."""
