"""Following is not seeing: view rates, contacts, and the people that content is delivered to."""

from kring.reach.delivered.contacts import Contacts
from kring.reach.delivered.delivered import delivered_reach
from kring.reach.delivered.exposure import exposure
from kring.reach.delivered.figures import Delivered
from kring.reach.delivered.poisson import poisson_reach
from kring.reach.delivered.view_rates import ViewRate, rates_of, view_rate_table, view_rates

__all__ = [
    "Contacts",
    "Delivered",
    "ViewRate",
    "delivered_reach",
    "exposure",
    "poisson_reach",
    "rates_of",
    "view_rate_table",
    "view_rates",
]
