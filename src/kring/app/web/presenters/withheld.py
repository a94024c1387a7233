"""What the terms of a source forbid to conclude of an account, in the words of the page."""

from __future__ import annotations

import narwhals as nw

from kring.app.web.language import page_language
from kring.workspace import Workspace


def rules_of(workspace: Workspace, account: str) -> list[tuple[str, str]]:
    """The sources that tell of an account and may not feed every conclusion: each with its name and the rule."""
    shut = workspace.withheld()
    rules = {**shut.audience, **shut.conclusions}
    if not rules:
        return []
    facts = workspace.facts(as_reported=True)
    asked = facts.table("accounts").filter(nw.col("account") == account, nw.col("source").is_in(list(rules)))
    told = facts.collect(asked.select("source").unique())["source"].to_pylist()
    return [(source, rules[source].in_language(page_language())) for source in sorted(told)]
