"""A draft as its page shows it: each guess with the words it rests on, and beside which field of the form it stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kring.app.briefs.forms.whole import BriefForm
from kring.app.web.language import page_language
from kring.match.brief import Brief
from kring.match.bundle import Bundle
from kring.match.draft import Draft, Guess
from kring.match.draft.draft import MONEY
from kring.match.draft.left_out import LeftOut
from kring.match.draft.placed import LABELS
from kring.match.draft.said import certainty_in_words, value_in_words
from kring.vocabulary import niches

FORM_FIELDS = {
    "creators": ("least", "most"), "deliverables": ("deliverable",), "period": ("start", "end"),
    "exclusions": ("forbidden_creators",),
}  # fmt: skip
ON_THE_FORM = ("goal", "budget", "ages", "genders", "niches", "platforms", "tiers", "languages", "category")
KEYS = {"least": "least", "most": "most", "start": "from", "end": "until", "forbidden_creators": "creators"}


@dataclass(frozen=True)
class GuessShown:
    """One guess in words. `takes`: the form has no field for it, so it is ticked to be taken; `taken`: it is."""

    field: str
    label: str
    value: str
    words: str
    certainty: str
    doubtful: bool
    why: str
    filled_in: bool
    takes: bool
    taken: bool


@dataclass(frozen=True)
class DraftShown:
    """All guesses in words, the doubtful first, and what did not become part of the brief."""

    pieces: tuple[tuple[str, bool], ...]
    text: str
    guesses: tuple[GuessShown, ...]
    left_out: tuple[LeftOut, ...]
    unread: tuple[str, ...]

    @property
    def has_doubts(self) -> bool:
        """Whether a person should look at something first."""
        return any(guess.doubtful for guess in self.guesses)


def draft_shown(draft: Draft, taken: Collection[str]) -> DraftShown:
    """The draft in the language of the page; `taken`: the fields beside the form that are ticked."""
    guesses = sorted((_shown(draft, guess, taken) for guess in draft.guesses), key=lambda guess: not guess.doubtful)
    left_out = draft.left_out(page_language())
    return DraftShown(_pieces(draft), draft.text, tuple(guesses), left_out, draft.unread)


def taken_at_first(draft: Draft) -> frozenset[str]:
    """The fields beside the form that are taken unless a person unticks them: all but doubtful money."""
    return frozenset(guess.field for guess in draft.guesses if beside_the_form(guess) and not _open(guess))


def beside_the_form(guess: Guess) -> bool:
    """Whether a brief holds what the form has no field for: a fee, several deliverables, niches to avoid."""
    if guess.field == "deliverables":
        alone = Bundle.read(guess.value[0])
        return len(guess.value) > 1 or alone.count > 1
    if guess.field == "exclusions":
        return any(name in niches.niches() for name in guess.value.get("topics", ()))
    return guess.field == "fee"


def brief_of(draft: Draft, taken: Collection[str]) -> Brief:
    """The brief of a draft with, of what the form has no field for, only what is taken."""
    kept = [one for guess in draft.guesses if (one := guess if guess.field in taken else _on_the_form(guess))]
    return replace(draft, guesses=tuple(kept)).brief(confirmed=[name for name in taken if name == "fee"])


def _on_the_form(guess: Guess) -> Guess | None:
    """What of a guess the form has a field for; None when it is nothing."""
    if not beside_the_form(guess):
        return guess
    if guess.field != "exclusions":
        return None
    value = {kind: listed for kind, listed in guess.value.items() if kind != "topics"}
    return replace(guess, value=value) if value else None


def _open(guess: Guess) -> bool:
    return guess.field in MONEY and guess.is_doubtful


def _pieces(draft: Draft) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether a guess rests on it."""
    whole = (0, len(draft.text))
    used = [span for guess in draft.guesses for span in guess.spans if span != whole]
    edges = sorted({*whole, *(edge for span in used for edge in span)})
    pieces = pairwise(edges)
    return tuple((draft.text[low:high], any(start <= low < end for start, end in used)) for low, high in pieces)


def _shown(draft: Draft, guess: Guess, taken: Collection[str] = ()) -> GuessShown:
    language = page_language()
    label = LABELS[guess.field].said_in(language)
    return GuessShown(
        guess.field,
        label[:1].upper() + label[1:],
        value_in_words(guess, language),
        ", ".join(f"“{words}”" for words in guess.words(draft.text)),
        certainty_in_words(guess, language),
        guess.is_doubtful,
        guess.why.said_in(language) if guess.why else "",
        filled_in=not _open(guess),
        takes=beside_the_form(guess),
        taken=guess.field in taken,
    )


def mark(form: BriefForm, draft: Draft, company: str) -> None:
    """Say below each field of the form which words filled it in and how sure that is; doubtful amounts stay empty.

    `company`: the organisation, which stands in for the company where a category was found.
    """
    for guess in draft.guesses:
        shown = _shown(draft, guess)
        for name in _fields_of(guess):
            _say(form, name, _hint(shown))
    if company and draft["category"]:
        _say(form, "company", format_html("{}", _("Your organisation: change it when the brief is for another.")))


def _say(form: BriefForm, name: str, hint: SafeString) -> None:
    own = form.fields[name].help_text
    form.fields[name].help_text = format_html("{}{}{}", hint, " " if own else "", own)


def _hint(shown: GuessShown) -> SafeString:
    tone = "tag tag-warm" if shown.doubtful else "tag"
    said = _("From your text: %(words)s.") % {"words": shown.words}
    if not shown.filled_in:
        said = _("Perhaps %(value)s, from %(words)s. Fill it in when that is right.") % {
            "value": shown.value,
            "words": shown.words,
        }
    return format_html('<span class="{}">{}</span> {} {}', tone, shown.certainty, said, shown.why)


def _fields_of(guess: Guess) -> tuple[str, ...]:
    """The fields of the form that a guess fills in."""
    if guess.field == "area":
        return tuple(guess.value)
    if guess.field in ON_THE_FORM:
        return (guess.field,)
    if guess.field == "deliverables" and beside_the_form(guess):
        return ()
    given = guess.value if isinstance(guess.value, dict) else None
    return tuple(name for name in FORM_FIELDS.get(guess.field, ()) if given is None or KEYS[name] in given)
