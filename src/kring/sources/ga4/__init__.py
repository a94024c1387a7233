"""Google Analytics 4: purchases out of its BigQuery export, or out of a report saved as CSV."""
