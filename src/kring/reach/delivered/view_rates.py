"""View rates: the share of an account's followers that one post, story, reel or video reaches.

The best evidence there is, in this order (design, benchmark priors): the account's own posts; else what well-measured
accounts of its tier on its platform show; else what published sources expect (`kring.vocabulary.priors`). With fewer
than six posts of its own, an account is weighed with its peers by how precise both are. Sources disagree by a factor of
two to six, so they are asked only where nothing else is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate, Language, percent
from kring.profile.figure_rows import Whole, floats
from kring.profile.medians import FEWEST_FOR_RANKS
from kring.reach.delivered.measured import COLUMNS, NAMES, Measured, measured
from kring.reach.delivered.peers import peers
from kring.reach.delivered.shares import Shares
from kring.vocabulary.platforms import deliverable as deliverable_named
from kring.vocabulary.platforms import platforms
from kring.vocabulary.priors import reach_rate_prior
from kring.vocabulary.text import Words

RATES = pa.schema(
    [
        ("account", pa.string()), ("deliverable", pa.string()), ("value", pa.float64()), ("low", pa.float64()),
        ("high", pa.float64()), ("n", pa.int64()), ("basis", pa.string()), ("source", pa.string()),
    ]
)  # fmt: skip
REACH, VIEWS, PEERS, PRIOR, NOTHING = "reach", "views", "peers", "prior", ""
BASIS = {REACH: Basis.MEASURED, VIEWS: Basis.MODELLED, PEERS: Basis.MODELLED, PRIOR: Basis.PRIOR}
SOURCES = {
    REACH: Words("het bereik van eigen berichten", "the reach of its own posts"),
    VIEWS: Words("de weergaven van eigen berichten", "the views of its own posts"),
    PEERS: Words("accounts van dezelfde grootte op hetzelfde platform", "accounts of the same size on its platform"),
    PRIOR: Words("wat gepubliceerde bronnen verwachten", "what published sources expect"),
}
UNKNOWN = "no post shows whom it reached, and no source says what to expect"


@dataclass(frozen=True)
class ViewRate:
    """The share of an account's followers that one piece of a deliverable reaches, and what that rests on.

    `sources`: `reach` or `views` (own posts), `peers`, `prior`; two of them where few posts were weighed with others.
    """

    account: str
    deliverable: str
    share: Estimate
    sources: tuple[str, ...]

    def in_words(self, language: Language = "en") -> str:
        """One sentence: a post reaches 32.0% of the followers, by the reach of its own posts."""
        piece = deliverable_named(self.deliverable).words.said_in(language)
        if not self.share.known:
            return {
                "nl": f"van een {piece} is niet bekend welk deel van de volgers die ziet",
                "en": f"of a {piece} it is not known which share of the followers sees it",
            }[language]
        share = percent(self.share.value, language)
        by = (" en " if language == "nl" else " and ").join(SOURCES[name].said_in(language) for name in self.sources)
        return (
            f"een {piece} bereikt {share} van de volgers, volgens {by}"
            if language == "nl"
            else f"a {piece} reaches {share} of the followers, by {by}"
        )


def view_rates(
    posts: pa.Table | None, accounts: pa.Table, deliverables: Sequence[str], *, observed: pa.Table | None = None
) -> dict[tuple[str, str], Estimate]:
    """The view rate of every account and deliverable: the share of followers that sees one piece of it.

    `posts` has a row a post (account, published_at, kind, reach, views). `accounts` has a row an account: account,
    platform, followers. `observed` (account, followers, observed_at) tells the followers at the time of a post; without
    it those of `accounts` count. Unknown where neither posts nor sources tell. Raises UnknownName for a deliverable
    that doesn't exist.
    """
    found = rates_of(view_rate_table(posts, accounts, deliverables, observed=observed))
    return {
        (account, name): found[account, name].share if (account, name) in found else Estimate.unknown(UNKNOWN)
        for account in accounts["account"].to_pylist()
        for name in deliverables
    }


def rates_of(table: pa.Table) -> dict[tuple[str, str], ViewRate]:
    """The rates of a table of `RATES`, by account and deliverable."""
    return {
        (row["account"], row["deliverable"]): ViewRate(
            row["account"],
            row["deliverable"],
            Estimate.between(row["value"], row["low"], row["high"], Basis(row["basis"]), row["n"]),
            tuple(row["source"].split("+")),
        )
        for row in table.to_pylist()
    }


def view_rate_table(
    posts: pa.Table | None,
    accounts: pa.Table,
    deliverables: Sequence[str] | None = None,
    *,
    observed: pa.Table | None = None,
) -> pa.Table:
    """As `view_rates`, as rows of `RATES`; what is unknown has no row.

    Without `deliverables` those that each account's platform offers.
    """
    for name in deliverables or ():
        deliverable_named(name)
    accounts = accounts.sort_by("account")  # a mean over peers must not depend on their order
    observed = observed if observed is not None else _at_any_time(accounts)
    shown = None
    if posts is not None and posts.num_rows:
        platform_of = dict(zip(accounts["account"].to_pylist(), accounts["platform"].to_pylist(), strict=True))
        shown = measured(posts.select(COLUMNS), observed, platform_of)
    parts = [
        _of_deliverable(accounts if deliverables else _offering(accounts, name), NAMES.index(name), shown)
        for name in dict.fromkeys(deliverables or NAMES)
    ]
    return pa.concat_tables(parts) if parts else RATES.empty_table()


def _offering(accounts: pa.Table, deliverable: str) -> pa.Table:
    """The accounts on platforms that have this deliverable."""
    there = pa.array([name for name, platform in platforms().items() if deliverable in platform.deliverables])
    return accounts.filter(pc.is_in(accounts["platform"].cast(pa.string()), value_set=there))


def _at_any_time(accounts: pa.Table) -> pa.Table:
    """The followers of the accounts, observed once at no particular time."""
    moment = pa.array([0] * accounts.num_rows, pa.timestamp("us", tz="UTC"))
    return accounts.select(["account", "followers"]).append_column("observed_at", moment)


def _of_deliverable(accounts: pa.Table, place: int, shown: Measured | None) -> pa.Table:
    reach, views, n_reach, n_views = _own(accounts, place, shown)
    by_reach = n_reach > 0
    n = np.where(by_reach, n_reach, n_views)
    own = reach.where(by_reach, views)
    many = n >= FEWEST_FOR_RANKS
    like_it = peers(accounts, reach, n_reach)
    expected = _priors(accounts, NAMES[place], ~own.known & ~like_it.known)
    final = own.where(own.known & many, own.weighed_with(like_it)).where(own.known | like_it.known, expected)
    first = np.where(own.known, np.where(by_reach, REACH, VIEWS), np.where(expected.known, PRIOR, NOTHING))
    second = np.where(like_it.known & ~(own.known & many), PEERS, NOTHING)
    return _rows(accounts, NAMES[place], final, n, first, second)


def _own(accounts: pa.Table, place: int, shown: Measured | None) -> tuple[Shares, Shares, Whole, Whole]:
    """What the accounts' own posts say by reach and by views, and by how many posts."""
    if shown is None:
        nothing = np.full(accounts.num_rows, np.nan)
        none = np.zeros(accounts.num_rows, dtype=np.int64)
        return Shares(nothing, nothing, nothing), Shares(nothing, nothing, nothing), none, none
    row = pc.fill_null(pc.index_in(accounts["account"].cast(pa.string()), value_set=shown.accounts), -1).to_numpy()
    group = np.where(row < 0, 0, row * len(NAMES) + place)
    found = []
    for middle in (shown.reach, shown.views):
        columns = [np.where(row < 0, np.nan, part[group]) for part in (middle.value, middle.low, middle.high)]
        n = np.where((row < 0) | np.isnan(columns[0]), 0, middle.n[group])
        found.append((Shares.of(*columns), n))
    views = found[1][0].widened(shown.views_sd[group])
    return found[0][0], views, found[0][1], found[1][1]


def _priors(accounts: pa.Table, deliverable: str, wanted: np.ndarray) -> Shares:
    """What sources expect of the wanted accounts, NaN for the others and where none speaks."""
    ends = np.full((3, accounts.num_rows), np.nan)
    followers = floats(accounts["followers"])
    platform = accounts["platform"].to_pylist()
    for row in np.flatnonzero(wanted & (followers > 0)):
        prior = reach_rate_prior(platform[row] or "other", int(followers[row]), deliverable)
        ends[:, row] = prior.value, prior.low, prior.high
    return Shares.of(*ends)


def _rows(
    accounts: pa.Table, deliverable: str, shares: Shares, n: Whole, first: np.ndarray, second: np.ndarray
) -> pa.Table:
    sources = np.char.strip(np.char.add(np.char.add(first, "+"), second), "+")
    weak = {name: str(basis) for name, basis in BASIS.items()} | {NOTHING: ""}
    basis = [weak[two] if BASIS.get(two, Basis.MEASURED).strength > BASIS.get(one, Basis.MEASURED).strength
             else weak[one or two] for one, two in zip(first.tolist(), second.tolist(), strict=True)]  # fmt: skip
    table = pa.table(
        [
            accounts["account"].cast(pa.string()), pa.repeat(pa.scalar(deliverable), accounts.num_rows),
            pa.array(shares.value), pa.array(shares.low), pa.array(shares.high), pa.array(n.astype(np.int64)),
            pa.array(basis, pa.string()), pa.array(sources.tolist(), pa.string()),
        ],
        schema=RATES,
    )  # fmt: skip
    return table.filter(pa.array(shares.known))
