"""How a plan may turn out: fees, views, audiences and the creators' own answers are uncertain, so it is simulated."""

from kring.plan.outlook.doubts import Doubts
from kring.plan.outlook.lower_end import for_the_lower_end
from kring.plan.outlook.outlook import Outlook
from kring.plan.outlook.simulate import simulated

__all__ = ["Doubts", "Outlook", "for_the_lower_end", "simulated"]
