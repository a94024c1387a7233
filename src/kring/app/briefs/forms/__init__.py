"""Forms for briefs: the whole brief, its YAML, and the short one that asks for possibilities."""

from kring.app.briefs.forms.possibilities import PossibilitiesForm
from kring.app.briefs.forms.text import BriefTextForm
from kring.app.briefs.forms.whole import BriefForm

__all__ = ["BriefForm", "BriefTextForm", "PossibilitiesForm"]
