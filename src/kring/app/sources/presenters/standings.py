"""How each source stands, in words and figures for the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kring.app.sources.forms import ChoicesForm, KeyForm, SubjectForm
from kring.app.web.language import page_language
from kring.sources.core.run_state import RunState, SubjectEnd
from kring.sources.core.source import Access, Capability
from kring.workspace.source_standing import Standing
from kring.workspace.sources import OFF, ON, Sources


@dataclass(frozen=True)
class AskedShown:
    """One account that is asked about. `stands`: what is in its way, in words. `key_form`: for a key of its own."""

    subject: str
    stands: str
    key_form: KeyForm | None


@dataclass(frozen=True)
class Shown:
    """One source on the page. `own_keys`: each account has a key of its own. `may_delete`: what one gave can go."""

    name: str
    label: str
    tells: str
    state: str
    good: bool
    on: bool
    opened: bool
    by_consent: bool
    own_keys: bool
    may_delete: bool
    asked_about: tuple[AskedShown, ...]
    last_at: datetime | None
    last: str
    troubles: tuple[str, ...]
    left: tuple[tuple[int, int, str], ...]
    next_at: datetime | None
    terms: str
    terms_address: str
    kept_for: int | None
    refused: tuple[str, ...]
    attribution: str
    checked: str
    subject_form: SubjectForm | None
    key_form: KeyForm | None
    choices_form: ChoicesForm
    may_ask: bool


def shown(standing: Standing, sources: Sources) -> Shown:
    """A source as the page shows it."""
    language, kind, source = page_language(), standing.kind, standing.source
    chosen = sources.asked.chosen(kind.name)
    policy, last = source.policy, standing.last
    by_consent, own_keys = source.access is Access.CONSENT, standing.keyed is not None
    start = {"switched": ON if standing.on else OFF, "every_hours": chosen.get("every_hours", "24"), **chosen}
    return Shown(
        kind.name, source.label.in_language(language), ", ".join(_told(one) for one in sorted(source.capabilities)),
        _state(standing), standing.on and standing.opened, standing.on, standing.opened, by_consent, own_keys,
        bool(source.platform) and not by_consent, _asked_about(standing),
        last.began_at if last else None, _ended(standing), _troubles(standing),
        tuple((one.units, one.of, one.label.in_language(language)) for one in standing.left), standing.next_at,
        policy.licence.in_language(language), policy.terms, policy.retention.days if policy.retention else None,
        tuple(dict.fromkeys(rule.in_language(language) for rule in policy.refused.values())),
        policy.attribution.in_language(language) if policy.attribution else "", kind.checked.in_language(language),
        None if by_consent else SubjectForm(kind=kind), KeyForm(kind=kind) if kind.secrets else None,
        ChoicesForm(kind=kind, initial=start), standing.on and standing.opened and bool(standing.subjects),
    )  # fmt: skip


def _asked_about(standing: Standing) -> tuple[AskedShown, ...]:
    """Whom a source asks about. The fields of each form have ids of their own, since there are several on the page."""
    kind, keyed, found = standing.kind, standing.keyed, []
    for number, subject in enumerate(standing.subjects):
        end = standing.ends.get(subject)
        stands = _("no key yet") if keyed is not None and subject not in keyed else _held(end) if end else ""
        form = None if keyed is None else KeyForm(kind=kind, auto_id=f"id_{kind.name}_{number}_%s")
        found.append(AskedShown(subject, stands, form))
    return tuple(found)


def _held(end: SubjectEnd) -> str:
    """Why one is asked later than the others, and when."""
    why = end.why.in_language(page_language())
    if not end.is_held or end.until is None:
        return why
    return _("%(why)s, until %(moment)s") % {"why": why, "moment": date_format(localtime(end.until), "j F, H:i")}


def _state(standing: Standing) -> str:
    if not standing.on:
        return _("not used")
    if not standing.opened:
        return _("needs a key")
    if not standing.subjects:
        return _("asks about nobody yet")
    return _("in use")


def _ended(standing: Standing) -> str:
    last = standing.last
    if last is None:
        return _("not asked yet")
    pages = {"pages": last.pages, "left": last.left}
    return {
        RunState.DONE: _("whole: %(pages)s pages"),
        RunState.WAITING: _("waits: %(pages)s pages so far, %(left)s known to be left"),
        RunState.STOPPED: _("stopped: %(pages)s pages so far, %(left)s known to be left"),
        RunState.RUNNING: _("under way, or cut off: %(pages)s pages so far"),
        RunState.FAILED: _("failed after %(pages)s pages"),
    }[last.state] % pages


def _troubles(standing: Standing) -> tuple[str, ...]:
    """What went wrong in the last run, in words, the same words once."""
    last, language = standing.last, page_language()
    if last is None:
        return ()
    said = [last.why.in_language(language)] if last.why.en else []
    said += [f"{end.subject}: {_held(end)}" for end in last.subjects if end.why.en]
    said += [f"{subject}: {why.in_language(language)}" for subject, why in last.skipped]
    return tuple(dict.fromkeys(said))[:8]


def _told(capability: Capability) -> str:
    return {
        Capability.PROFILE: _("profile"), Capability.POSTS: _("posts"), Capability.PAID_LABEL: _("paid label"),
        Capability.COMMENTS: _("comments"), Capability.REPLIES: _("answers"),
        Capability.AUDIENCE_SHARES: _("shares of the audience"), Capability.AUDIENCE_PEOPLE: _("people, as keys"),
        Capability.SALES: _("sales"),
    }[capability]  # fmt: skip
