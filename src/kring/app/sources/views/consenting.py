"""A creator's consent: a signed link says who asks what; the platform asks; the creator can take it back."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.app.accounts.models import Organisation, Role
from kring.app.accounts.permissions import needs, open_to_all
from kring.app.accounts.services import note
from kring.app.sources import repository
from kring.app.sources.asking import sources_of
from kring.app.sources.erasing import after_withdrawal
from kring.app.web.language import page_language
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.sources.core.oauth import Begun
from kring.vocabulary.platforms import platforms
from kring.workspace.sources import Sources

HOLDS = timedelta(days=30)
LINK, OWN = "kring.consent.link", "kring.consent.own"
BEGUN = "consent_begun"


@needs(Role.PLANNER)
@require_POST
def link(request: HttpRequest, name: str) -> HttpResponse:
    """Make a link to send to a creator."""
    here = sources_of(request.membership.organisation)
    if name not in here.kinds or here.kind(name).sign_in is None:
        raise Http404
    if not here.opens(name):
        messages.error(request, _("First the app must be kept that creators sign in to."))
        return redirect("sources")
    secret = signing.dumps([request.membership.organisation.pk, name], salt=LINK, compress=True)
    note(request.membership, "consent_link", source=name)
    address = request.build_absolute_uri(reverse("consent", args=[secret]))
    return render(request, "sources/link.html", {"address": address, "days": HOLDS.days, "label": _label(here, name)})


@open_to_all
@require_GET
def consent(request: HttpRequest, secret: str) -> HttpResponse:
    """What is asked: by whom, what is read, for how long."""
    organisation, name = _link(secret)
    here = sources_of(organisation)
    return render(request, "sources/consent.html", {
        "secret": secret, "organisation": organisation, "label": _label(here, name), **_asked(here, name),
    })  # fmt: skip


@open_to_all
@require_GET
def go(request: HttpRequest, secret: str) -> HttpResponse:
    """On to the platform, which asks the creator itself."""
    organisation, name = _link(secret)
    try:
        begun = sources_of(organisation).consents.begin(name, _back(request))
    except KringError as problem:
        return render(request, "sources/consent_failed.html", {"problem": said(problem)}, status=422)
    request.session[BEGUN] = [organisation.pk, name, begun.address, begun.state, begun.verifier]
    return redirect(begun.address)


@open_to_all
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Back from the platform, with its answer."""
    kept = request.session.pop(BEGUN, None)
    if kept is None:
        raise Http404
    organisation, name, begun = _organisation(kept[0]), kept[1], Begun(*kept[2:])
    here = sources_of(organisation)
    try:
        subject = here.consents.finish(name, _back(request), begun, request.GET.dict(), timezone.now())
    except KringError as problem:
        return render(request, "sources/consent_failed.html", {"problem": said(problem)}, status=422)
    own = signing.dumps([organisation.pk, name, subject], salt=OWN, compress=True)
    return redirect("consent_own", own)


@open_to_all
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The creator's own page of a consent: what is read, and the way to take it back."""
    try:
        pk, name, subject = signing.loads(secret, salt=OWN)
    except signing.BadSignature:
        raise Http404 from None
    organisation = _organisation(pk)
    here = sources_of(organisation)
    holds = subject in here.subjects(name)
    if request.method == "POST" and holds:
        here.withdraw(name, subject, timezone.now())
        after_withdrawal(organisation)
        return redirect("consent_own", secret)
    return render(request, "sources/consent_own.html", {
        "secret": secret, "organisation": organisation, "label": _label(here, name), "subject": subject,
        "holds": holds, **_asked(here, name),
    })  # fmt: skip


def _link(secret: str) -> tuple[Organisation, str]:
    try:
        pk, name = signing.loads(secret, salt=LINK, max_age=HOLDS)
    except signing.BadSignature:
        raise Http404 from None
    return _organisation(pk), name


def _organisation(pk: int) -> Organisation:
    found = repository.organisations().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _asked(here: Sources, name: str) -> dict[str, object]:
    source, language = here.source(name, []), page_language()
    asked, policy = source.consent, source.policy
    return {
        "reads": [one.in_language(language) for one in asked.reads] if asked else [],
        "days": asked.days if asked else None,
        "kept_for": policy.retention.days if policy.retention else None,
        "terms_address": policy.terms,
    }


def _label(here: Sources, name: str) -> str:
    """Where the creator signs in: the platform's name."""
    return platforms()[here.source(name, []).platform].words.said_in(page_language())


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("consent_done"))
