"""Following is not seeing: view rates, contacts, and the people that content is delivered to."""

from kring.reach.delivered.exposure import exposure
from kring.reach.delivered.view_rates import ViewRate, rates_of, view_rate_table, view_rates

__all__ = ["ViewRate", "exposure", "rates_of", "view_rate_table", "view_rates"]
