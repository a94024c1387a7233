"""How profiles look in a notebook: one line an account, figures with their intervals."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kring.estimate import in_words, number
from kring.vocabulary.figures import figure

if TYPE_CHECKING:
    from kring.profile.profiles import Profiles

SHOWN = ("engagement_per_follower", "answered_comments", "clean_feed", "posts_per_week")
MOST_LINES = 20


def profiles_as_html(profiles: Profiles) -> str:
    """An HTML table of the first accounts, in English."""
    heads = ["account", "tier", "followers", *(figure(name).words.en for name in SHOWN)]
    lines = [_line(profiles, account) for account in profiles.accounts["account"].to_pylist()[:MOST_LINES]]
    head = "".join(f"<th>{escape(title)}</th>" for title in heads)
    left = profiles.accounts.num_rows - len(lines)
    more = f"<caption>{left} more accounts</caption>" if left > 0 else ""
    return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _line(profiles: Profiles, account: str) -> str:
    profile = profiles.of(account)
    followers = "unknown" if profile.followers is None else number(profile.followers)
    cells = [account, profile.tier or "unknown", followers]
    cells += [in_words(profile.estimate(name), figure(name).kind) for name in SHOWN]
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
