"""The invented brands as an organisation would name its own, so that they are recognised in the invented posts."""

from __future__ import annotations

from kring.world.commerce import brands


def brand_settings() -> str:
    """The text of a settings file (`kring.workspace.settings`) with every brand of the synthetic world."""
    import yaml

    named = {one.name: {"handles": {"instagram": one.handle}, "category": one.niches[0]} for one in brands()}
    return yaml.safe_dump({"brands": named}, allow_unicode=True, sort_keys=True)
