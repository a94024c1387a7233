"""The checks on authenticity: pass, review, fail or unknown, each with the figure behind it, and one verdict.

Method: real followers against the share below which fraud is likely; engagement and comments against peers (same tier
and platform) by the modified z-score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993): median and
median absolute deviation; jumps by whether likes followed; pods by their share of the comments. A figure fails or asks
for review only where its whole interval lies outside. What is merely unusual among peers never fails by itself: an
anomaly proves nothing. The verdict fails when the audience, a jump or a pod fails, passes when nothing speaks against
and followers or three other checks are known, and is unknown when the data allow none.
Source: PASS / REVIEW / FAIL with a recommendation after Meridian's model checks (design models).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, Language, in_words, percent
from kring.profile.figure_rows import Floats, floats
from kring.profile.peers import FEWEST_PEERS
from kring.vocabulary.authenticity import checks as named_checks
from kring.vocabulary.authenticity import limits
from kring.vocabulary.text import Words

PASS, REVIEW, FAIL, UNKNOWN = OUTCOMES = ("pass", "review", "fail", "unknown")
CHECKS = pa.schema(
    [
        ("account", pa.string()),
        ("check", pa.string()),
        ("outcome", pa.string()),
        *((part, pa.float64()) for part in ("value", "low", "high", "typical")),
        ("n", pa.int64()),
        ("basis", pa.string()),
    ]
)
BESIDE_PEERS = {
    "engagement": "engagement_per_follower",
    "generic": "generic_comments",
    "repeated": "repeated_comments",
}
PARTS = ("value", "low", "high", "n")
SMALLEST = 1e-4
LEAST_SPREAD = {"engagement": 0.2, "generic": 0.05, "repeated": 0.05}
"""Of the logarithm for engagement, of the share itself for comments: peers are never taken to be more alike."""
DECISIVE = ("audience", "growth", "pod")
ENOUGH_OTHERS = 3
Names = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class AuthenticityCheck:
    """One check of one account: outcome (`OUTCOMES`), the figure behind it, and what is usual among peers."""

    check: str
    outcome: str
    value: float | None
    low: float | None
    high: float | None
    typical: float | None
    n: int | None
    basis: str | None

    @property
    def estimate(self) -> Estimate:
        """The figure behind the outcome, unknown where there is none."""
        if self.value is None or self.low is None or self.high is None or self.basis is None:
            return Estimate.unknown(self.message.en)
        return Estimate.between(self.value, self.low, self.high, Basis(self.basis), self.n)

    @property
    def label(self) -> Words:
        """What is checked."""
        return named_checks()[self.check].words

    @property
    def message(self) -> Words:
        """What was found."""
        template = named_checks()[self.check].messages[self.outcome]
        return Words(self._filled(template.nl, "nl"), self._filled(template.en, "en"))

    @property
    def advice(self) -> Words:
        """What is recommended."""
        return named_checks()[self.check].advice[self.outcome]

    def _filled(self, template: str, language: Language) -> str:
        typical = "-" if self.typical is None else percent(self.typical, language, 1)
        value = in_words(self.estimate, "share", language) if self.value is not None else "-"
        return template.replace("{value}", value).replace("{typical}", typical)


def checked(accounts: pa.Table, figures: pa.Table, watched: pa.Table, jumped: pa.Table) -> pa.Table:
    """Rows of `CHECKS`: every check and the verdict of every account.

    `accounts` needs account, platform and tier; `figures` rows of `FIGURES`; `watched`: account, of those with enough
    snapshots to see jumps; `jumped`: account, share (of followers, 0.3 for 30 % more) and followed (1, 0, -1).
    """
    names = accounts["account"].combine_chunks()
    rows = {
        "audience": _audience(_parts(figures, "authenticity", names)),
        "growth": _growth(names, watched, jumped),
        "pod": _pod(_parts(figures, "pod_comments", names)),
    }
    groups = _groups(accounts)
    for check, figure in BESIDE_PEERS.items():
        rows[check] = _beside_peers(check, _parts(figures, figure, names), groups)
    verdict = _verdict({check: outcome for check, (outcome, _, _) in rows.items()})
    nothing = {part: np.full(len(names), np.nan) for part in PARTS}
    rows["verdict"] = (verdict, nothing, nothing["value"])
    return pa.concat_tables([_table(names, check, *rows[check]) for check in named_checks()])


def _parts(figures: pa.Table, figure: str, names: pa.Array) -> dict[str, Floats]:
    """Value, low, high and n of a figure by account, NaN where unknown."""
    mine = figures.filter(pc.equal(figures["figure"], figure))
    place = pc.index_in(names, value_set=mine["account"].combine_chunks())
    return {part: floats(pa.chunked_array([mine[part].combine_chunks().take(place)])) for part in PARTS}


def _outcomes(known: NDArray[np.bool_], fails: NDArray[np.bool_], review: NDArray[np.bool_]) -> Names:
    return np.select([~known, fails, review], [UNKNOWN, FAIL, REVIEW], PASS).astype(object)


Found = tuple[Names, dict[str, Floats], Floats]


def _audience(real: dict[str, Floats]) -> Found:
    least = limits()["least_real"]
    outcome = _outcomes(~np.isnan(real["value"]), real["high"] < least, real["low"] < least)
    return outcome, real, np.full(len(outcome), np.nan)


def _pod(share: dict[str, Floats]) -> Found:
    outcome = _outcomes(~np.isnan(share["value"]), share["low"] >= limits()["most_by_pod"], share["value"] > 0)
    return outcome, share, np.full(len(outcome), np.nan)


def _growth(names: pa.Array, watched: pa.Table, jumped: pa.Table) -> Found:
    """The worst jump up of each account; its size as the value."""
    known = pc.is_in(names, value_set=watched["account"].combine_chunks()).to_numpy(zero_copy_only=False)
    place = pc.index_in(jumped["account"].combine_chunks(), value_set=names).to_numpy(zero_copy_only=False)
    size, followed = floats(jumped["share"]), floats(jumped["followed"])
    up = size > 0
    worst, share = np.full(len(names), 1.0), np.full(len(names), np.nan)
    np.minimum.at(worst, place[up].astype(np.int64), followed[up])
    np.fmax.at(share, place[up].astype(np.int64), size[up])
    outcome = _outcomes(known, worst < 0, worst == 0)
    parts = {"value": share, "low": share, "high": share, "n": np.where(np.isnan(share), np.nan, 1.0)}
    return outcome, parts, np.full(len(outcome), np.nan)


def _groups(accounts: pa.Table) -> NDArray[np.int64]:
    """A number for each platform and tier; -1 without either."""
    key = pc.binary_join_element_wise(
        accounts["platform"].cast(pa.string()), accounts["tier"].cast(pa.string()), "\n", null_handling="emit_null"
    )
    codes = key.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(codes, -1).to_numpy(zero_copy_only=False), dtype=np.int64)


def _beside_peers(check: str, parts: dict[str, Floats], groups: NDArray[np.int64]) -> Found:
    """Review where the whole interval lies too far from the middle of the peers, above it only for comments."""
    middle, spread = (np.full(len(groups), np.nan) for _ in range(2))
    in_logs = check == "engagement"
    scaled = {part: np.log(parts[part] + SMALLEST) if in_logs else parts[part] for part in ("value", "low", "high")}
    for group in np.unique(groups[groups >= 0]):
        mine = (groups == group) & ~np.isnan(parts["value"])
        if mine.sum() > FEWEST_PEERS:
            centre = np.median(scaled["value"][mine])
            middle[groups == group] = centre
            spread[groups == group] = 1.4826 * np.median(np.abs(scaled["value"][mine] - centre))
    far = limits()["spreads"] * np.maximum(spread, LEAST_SPREAD[check])
    below = (scaled["high"] < middle - far) & in_logs
    known = ~np.isnan(parts["value"]) & ~np.isnan(middle)
    outcome = _outcomes(known, np.zeros(len(groups), dtype=bool), (scaled["low"] > middle + far) | below)
    return outcome, parts, np.where(known, np.exp(middle) - SMALLEST if in_logs else middle, np.nan)


def _verdict(outcomes: dict[str, Names]) -> Names:
    every = np.stack(list(outcomes.values()))
    decisive = np.stack([outcomes[check] for check in DECISIVE])
    known = (outcomes["audience"] != UNKNOWN) | ((every != UNKNOWN).sum(axis=0) >= ENOUGH_OTHERS)
    fails, review = (decisive == FAIL).any(axis=0), ((every == REVIEW) | (every == FAIL)).any(axis=0)
    return _outcomes(known | fails, fails, review)


def _table(names: pa.Array, check: str, outcome: Names, parts: dict[str, Floats], typical: Floats) -> pa.Table:
    """Rows of `CHECKS` for one check; NaN becomes null."""
    basis = Basis.MODELLED if check == "audience" else Basis.MEASURED
    known = ~np.isnan(parts["value"])
    numbers = [pa.array(part, pa.float64(), mask=np.isnan(part)) for part in (*list(parts.values())[:3], typical)]
    n = pa.array(np.nan_to_num(parts["n"]).astype(np.int64), mask=~known)
    based = pa.array(np.where(known, str(basis), ""), pa.string(), mask=~known)
    columns = [names, pa.array([check] * len(names)), pa.array(outcome, pa.string()), *numbers, n, based]
    return pa.table(columns, schema=CHECKS)
