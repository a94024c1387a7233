"""`Draft`: what Kring takes from a brief in sentences, and the `Brief` it makes of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from kring.estimate import Language
from kring.match.brief import Brief
from kring.match.draft.spans import Span
from kring.vocabulary.niches import Niche
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.draft.left_out import LeftOut

Certainty = Literal["sure", "likely", "doubtful"]
FIELDS = (
    "goal", "budget", "fee", "creators", "area", "ages", "genders", "niches", "platforms", "tiers", "deliverables",
    "period", "languages", "exclusions", "category",
)  # fmt: skip
MONEY = ("budget", "fee")
LONGEST_NAME = 60


@dataclass(frozen=True)
class Guess:
    """One field of a brief as a text seems to mean it.

    `spans`: where the words it rests on stand in the text, first sign included and last not. `why` says what is
    uncertain, for a guess that is not sure. `by_model`: a language model said it, no rule.
    """

    field: str
    value: Any
    spans: tuple[Span, ...] = ()
    certainty: Certainty = "sure"
    why: Words | None = None
    by_model: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should confirm it first."""
        return self.certainty == "doubtful"

    def words(self, text: str) -> tuple[str, ...]:
        """The words of the text that it rests on."""
        return tuple(" ".join(text[start:end].split()) for start, end in self.spans)


@dataclass(frozen=True)
class Draft:
    """A text, read on the day `today`, with at most one guess for each of `FIELDS`.

    A doubtful amount of money never enters the brief unless it is confirmed; other doubtful guesses do, marked.
    `own_niches`: what its niches may name besides those of Kring.
    """

    text: str
    today: date
    guesses: tuple[Guess, ...] = field(default=())
    own_niches: tuple[Niche, ...] = ()

    def __getitem__(self, name: str) -> Guess | None:
        return next((guess for guess in self.guesses if guess.field == name), None)

    @property
    def doubtful(self) -> tuple[Guess, ...]:
        """The guesses a person should look at first."""
        return tuple(guess for guess in self.guesses if guess.is_doubtful)

    @property
    def name(self) -> str:
        """A name for the brief: how the text begins."""
        begin = " ".join(self.text.split())
        first = begin if len(begin) <= LONGEST_NAME else begin[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;:") + "…"
        return first or "?"

    def brief(self, confirmed: Iterable[str] = ()) -> Brief:
        """The brief of the guesses, doubtful amounts only when they are among the `confirmed` fields."""
        return Brief.from_mapping(self.mapping(confirmed), own_niches=self.own_niches)

    def mapping(self, confirmed: Iterable[str] = ()) -> dict[str, Any]:
        """The fields of the brief's YAML."""
        from kring.match.draft.placed import mapping_of

        kept = set(confirmed)
        return mapping_of(self, {g.field: g.value for g in self.guesses if self._enters(g, kept)})

    def yaml(self, language: Language = "en", confirmed: Iterable[str] = ()) -> str:
        """The brief's YAML, with comments that say what is doubtful and what a brief can't hold yet."""
        from kring.match.draft.placed import with_comments

        return with_comments(self, language, tuple(confirmed))

    def left_out(self, language: Language = "en") -> tuple[LeftOut, ...]:
        """What the text says and the brief leaves out, with the reason."""
        from kring.match.draft.left_out import left_out

        return left_out(self, language)

    @property
    def unread(self) -> tuple[str, ...]:
        """The sentences from which nothing was taken."""
        from kring.match.draft.left_out import unread

        return unread(self)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Plain values: the text, the day, the guesses, what was left out and what was not read."""
        return {
            "text": self.text, "today": self.today.isoformat(), "guesses": [plain(one) for one in self.guesses],
            "left_out": [{"what": one.what, "why": one.why} for one in self.left_out(language)],
            "unread": list(self.unread),
        }  # fmt: skip

    @staticmethod
    def _enters(guess: Guess, confirmed: set[str]) -> bool:
        return guess.field not in MONEY or not guess.is_doubtful or guess.field in confirmed


def plain(guess: Guess) -> Mapping[str, Any]:
    """A guess as plain values."""
    found: dict[str, Any] = {
        "field": guess.field, "value": guess.value, "spans": [list(span) for span in guess.spans],
        "certainty": guess.certainty,
    }  # fmt: skip
    if guess.why:
        found["why"] = {"nl": guess.why.nl, "en": guess.why.en}
    return found | ({"by_model": True} if guess.by_model else {})
