"""A creator's page shows its niches under their labels, an organisation's own among them."""

from kring.app.web.presenters.creator import creator_shown
from kring.workspace import Workspace
from tests.workspace.test_settings import pigeons, written

__all__ = ["pigeons"]
OWN = """
niches:
  duivensport:
    label: {nl: Duiven, en: Pigeons}
    description: {nl: Postduiven houden en duivenvluchten vliegen., en: Keeping racing pigeons and flying them.}
"""


def test_own_niches_are_shown_by_their_label(pigeons: Workspace) -> None:
    written(pigeons, OWN)
    words, share = creator_shown(pigeons, "instagram:anna").niches[0]
    assert (words.nl, words.en) == ("Duiven", "Pigeons")
    assert share.known
