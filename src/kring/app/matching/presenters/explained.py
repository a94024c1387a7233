"""The page that explains one match: the picture, every bar and what it rests on, the gates, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kring.app.briefs.presenters.pictures import Picture, picture_of
from kring.app.matching.presenters.bars import DrawnBar, Scale
from kring.app.matching.presenters.gates import GateShown
from kring.app.matching.presenters.plain import explanation_of
from kring.app.web.language import page_language
from kring.estimate import Language
from kring.match.ranking import Bar
from kring.vocabulary.conclusions import conclusions
from kring.vocabulary.figures import figures
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.vocabulary.conclusions import Conclusion
    from kring.vocabulary.figures import Figure


@dataclass(frozen=True, slots=True)
class LevelShown:
    """One level of a criterion: from which value on it holds, its weight, and whether it is this creator's."""

    words: Words
    bits: float
    begins: Words | None
    own: bool


@dataclass(frozen=True, slots=True)
class BarShown:
    """One bar with all that stands behind it. `could_be`: empty where the figure's interval changes nothing."""

    bar: Bar
    drawn: DrawnBar
    meaning: Words
    why: Words
    levels: tuple[LevelShown, ...]
    evidence: tuple[Figure | Conclusion, ...]
    could_be: str


@dataclass(frozen=True, slots=True)
class ExplanationShown:
    """Why one creator stands where it stands in one ranking; `place` is None for one that does not pass."""

    account: str
    shown: str
    brief: str
    company: str
    ranking: str
    version: str
    digest: str
    place: int | None
    passing: int
    passes: bool
    reasons: tuple[Words, ...]
    gates: tuple[GateShown, ...]
    bits: float
    coverage: float
    bars: tuple[BarShown, ...]
    changes: tuple[str, ...]
    picture: Picture
    synthetic: bool

    @property
    def known(self) -> tuple[BarShown, ...]:
        """The bars of which something is known, the weightiest first."""
        return tuple(one for one in self.bars if one.bar.known)

    @property
    def unknown(self) -> tuple[BarShown, ...]:
        """The criteria of which nothing is known: they weigh 0."""
        return tuple(one for one in self.bars if not one.bar.known)


def explanation_shown(plain: Mapping[str, Any]) -> ExplanationShown:
    """What `plain_explanation` wrote, now or when it was sent, in the language of the page."""
    from kring.charts import waterfall

    language, explanation = page_language(), explanation_of(plain)
    scale = Scale.over(bar.bits for bar in explanation.bars)
    copied = {name: plain[name] for name in ("account", "shown", "ranking", "place", "passing", "passes", "synthetic")}
    return ExplanationShown(
        **copied,
        brief=plain["brief"]["name"],
        company=plain["brief"]["company"],
        version=plain["criteria"]["version"],
        digest=plain["criteria"]["digest"],
        reasons=tuple(Words.of(reason) for reason in plain["reasons"]),
        gates=tuple(GateShown.of(gate) for gate in plain["gates"]),
        bits=explanation.bits,
        coverage=explanation.coverage,
        bars=tuple(_bar(bar, plain["bars"][bar.criterion], scale, language) for bar in explanation.bars),
        changes=tuple(change.in_words(language) for change in explanation.changes),
        picture=picture_of("waterfall", waterfall(explanation, language, synthetic=plain["synthetic"])),
    )


def _bar(bar: Bar, further: Mapping[str, Any], scale: Scale, language: Language) -> BarShown:
    from kring.charts.waterfall import could_be

    unsure = bar.could_be is not None and bar.could_be[0] != bar.could_be[1]
    return BarShown(
        bar=bar,
        drawn=scale.bar(bar.bits),
        meaning=Words.of(further["meaning"]),
        why=Words.of(further["why"]),
        levels=tuple(
            LevelShown(Words.of(level["words"]), level["bits"], level["from"] and Words.of(level["from"]), level["own"])
            for level in further["levels"]
        ),
        evidence=tuple(_known(bar.evidence)),
        could_be=could_be(bar.could_be, language) if unsure else "",
    )


def _known(names: tuple[str, ...]) -> Iterator[Figure | Conclusion]:
    """What can be opened under these names; an explanation of long ago may name what is there no more."""
    every: dict[str, Figure | Conclusion] = {**conclusions(), **figures()}
    return (every[name] for name in names if name in every)
