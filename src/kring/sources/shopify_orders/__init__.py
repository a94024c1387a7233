"""Shopify's orders as CSV: one row a line item, an order's own figures on the first of them only."""
