"""Sources and how they stand: whom they ask about, their keys, their last run, their quota, their terms."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.accounts.services import note
from kring.app.sources.asking import sources_of
from kring.app.sources.erasing import after_withdrawal
from kring.app.sources.forms import ChoicesForm, KeyForm, SubjectForm
from kring.app.sources.presenters.standings import shown
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.sources.core.source import Access
from kring.workspace.sources import Sources

SHOWN_DEEDS = 20


@needs(Role.PLANNER)
@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    here = sources_of(request.membership.organisation)
    standings = [shown(standing, here) for standing in here.standings(timezone.now())]
    standings.sort(key=lambda one: not one.asked_about and one.last_at is None)
    return render(request, "sources/list.html", {"sources": standings, "deeds": here.asked.deeds(SHOWN_DEEDS)})


@needs(Role.PLANNER)
@require_POST
def add_subject(request: HttpRequest, name: str) -> HttpResponse:
    """Ask a source about one more account."""
    here = _here(request, name)
    form = SubjectForm(request.POST, kind=here.kind(name))
    if not form.is_valid():
        messages.error(request, _("Say whom to ask about."))
        return redirect("sources")
    subject = form.cleaned_data["subject"].strip()
    try:
        added = here.add(name, subject, timezone.now(), _own_key(request, here, name))
    except KringError as problem:
        messages.error(request, " ".join(said(problem)).strip())
        return redirect("sources")
    if added:
        note(request.membership, "source_added", source=name, subject=subject)
    messages.success(request, _("%(subject)s will be asked about.") % {"subject": subject})
    return redirect("sources")


@needs(Role.PLANNER)
@require_POST
def remove_subject(request: HttpRequest, name: str) -> HttpResponse:
    """Stop asking about an account; on demand, and where it gave consent, also delete all it gave."""
    here, subject = _here(request, name), request.POST.get("subject", "")
    if subject not in here.subjects(name):
        raise Http404
    by_consent = here.source(name).access is Access.CONSENT
    try:
        if by_consent or "delete" in request.POST:
            here.withdraw(name, subject, timezone.now())
            after_withdrawal(request.membership.organisation)
            note(request.membership, "source_deleted", source=name)
        else:
            here.remove(name, subject, timezone.now())
            note(request.membership, "source_removed", source=name, subject=subject)
    except KringError as problem:
        messages.error(request, " ".join(said(problem)).strip())
        return redirect("sources")
    if by_consent:
        messages.success(request, _("The consent was withdrawn, and all it gave was deleted."))
    elif "delete" in request.POST:
        messages.success(request, _("It is not asked about any more, and all it gave was deleted."))
    else:
        messages.success(request, _("It is not asked about any more. What is known stays."))
    return redirect("sources")


@needs(Role.OWNER)
@require_POST
def keep_key(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what opens a source, or one of its accounts, encrypted."""
    here = _here(request, name)
    form = KeyForm(request.POST, kind=here.kind(name))
    if not form.is_valid():
        messages.error(request, _("The key was not kept: every part of it is needed."))
        return redirect("sources")
    subject = request.POST.get("subject", "")
    try:
        here.keep_secret(name, form.cleaned_data, timezone.now(), subject or None)
    except KringError as problem:
        messages.error(request, " ".join(said(problem)).strip())
        return redirect("sources")
    note(request.membership, "source_key", source=f"{name} {subject}".strip())
    messages.success(request, _("The key is kept, encrypted. It is never shown."))
    return redirect("sources")


@needs(Role.OWNER)
@require_POST
def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Choose whether and how a source is used."""
    here = _here(request, name)
    form = ChoicesForm(request.POST, kind=here.kind(name))
    if form.is_valid():
        before = here.asked.chosen(name)
        for choice, value in form.cleaned_data.items():
            if before.get(choice) != value:
                here.choose(name, choice, value)
                note(request.membership, "source_chosen", source=name, choice=f"{choice}={value}")
        messages.success(request, _("It was kept."))
    else:
        messages.error(request, _("It was not kept: choose from the lists."))
    return redirect("sources")


@needs(Role.PLANNER)
@require_POST
def ask_now(request: HttpRequest, name: str) -> HttpResponse:
    """Ask a source now, in the background."""
    from kring.app.sources.jobs import ask_source

    _here(request, name)
    ask_source(request.membership.organisation.pk, name)
    note(request.membership, "source_asked", source=name)
    messages.success(request, _("It is being asked. Load this page again to see how far it is."))
    return redirect("sources")


def _own_key(request: HttpRequest, here: Sources, name: str) -> dict[str, str] | None:
    """The key that an owner gave with an account, where each has its own; None where nothing was filled in."""
    if not here.keys.are_for_each(name) or not request.membership.may_manage:
        return None
    form = KeyForm(request.POST, kind=here.kind(name))
    given = {part: form[part].data or "" for part in form.fields}
    return given if any(given.values()) else None


def _here(request: HttpRequest, name: str) -> Sources:
    here = sources_of(request.membership.organisation)
    if name not in here.kinds:
        raise Http404
    return here
