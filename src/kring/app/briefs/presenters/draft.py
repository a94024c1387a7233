"""A draft as its page shows it: each guess with the words it rests on, and beside which field of the form it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kring.app.briefs.forms.whole import BriefForm
from kring.app.web.language import page_language
from kring.match.draft import Draft, Guess
from kring.match.draft.draft import MONEY
from kring.match.draft.placed import LABELS
from kring.match.draft.said import certainty_in_words, value_in_words

FORM_FIELDS = {
    "creators": ("least", "most"), "deliverables": ("deliverable",), "period": ("start", "end"),
    "exclusions": ("forbidden_creators",),
}  # fmt: skip
ON_THE_FORM = ("goal", "budget", "ages", "genders", "niches", "platforms", "tiers", "languages", "category")
KEYS = {"least": "least", "most": "most", "start": "from", "end": "until", "forbidden_creators": "creators"}


@dataclass(frozen=True)
class GuessShown:
    """One guess in words."""

    label: str
    value: str
    words: str
    certainty: str
    doubtful: bool
    why: str
    filled_in: bool


@dataclass(frozen=True)
class DraftShown:
    """All guesses in words, and what the text says that a brief can't hold."""

    text: str
    guesses: tuple[GuessShown, ...]
    left_out: tuple[str, ...]

    @property
    def has_doubts(self) -> bool:
        """Whether a person should look at something first."""
        return any(guess.doubtful for guess in self.guesses)


def draft_shown(draft: Draft) -> DraftShown:
    """The draft in the language of the page."""
    guesses = tuple(_shown(draft, guess) for guess in draft.guesses)
    return DraftShown(draft.text, guesses, draft.left_out(page_language()))


def _shown(draft: Draft, guess: Guess) -> GuessShown:
    language = page_language()
    label = LABELS[guess.field].said_in(language)
    return GuessShown(
        label[:1].upper() + label[1:],
        value_in_words(guess, language),
        ", ".join(f"“{words}”" for words in guess.words(draft.text)),
        certainty_in_words(guess, language),
        guess.is_doubtful,
        guess.why.said_in(language) if guess.why else "",
        not (guess.field in MONEY and guess.is_doubtful),
    )


def mark(form: BriefForm, draft: Draft) -> None:
    """Say below each field of the form which words filled it in and how sure that is; doubtful amounts stay empty."""
    for guess in draft.guesses:
        shown = _shown(draft, guess)
        for name in _fields_of(guess):
            own = form.fields[name].help_text
            form.fields[name].help_text = format_html("{}{}{}", _hint(shown), " " if own else "", own)


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
    given = guess.value if isinstance(guess.value, dict) else None
    return tuple(name for name in FORM_FIELDS.get(guess.field, ()) if given is None or KEYS[name] in given)
