"""Adding creators: drop files, see what was recognised, confirm, follow the progress, and see what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.app.accounts.models import Role
from kring.app.accounts.permissions import needs
from kring.app.sources import brought, repository, services
from kring.app.sources.models import State, Upload
from kring.app.sources.presenters.recognised import export_answered, export_shown
from kring.app.sources.presenters.sheets import fields_to_choose, mapping_answered, sheet_shown
from kring.app.web.language import page_language
from kring.app.web.opened import workspace_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.facts.schema import LEGAL_BASES, SYNTHETIC
from kring.vocabulary.platforms import platforms
from kring.workspace.examining import Examined, examined

SHOWN_UPLOADS = 10


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The first step: which files."""
    if request.method == "POST":
        try:
            upload = services.bring(request.membership, request.FILES.getlist("files"))
        except KringError as problem:
            messages.error(request, " ".join(said(problem)).strip())
            return redirect("add_creators")
        return redirect("upload", upload.pk)
    uploads = repository.uploads(request.membership.organisation)[:SHOWN_UPLOADS]
    return render(request, "sources/add.html", {"uploads": uploads})


@needs(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The second step: what was recognised, to be confirmed; after that how far it is, and what came of it."""
    found = _upload(request, pk)
    if found.state not in (State.BROUGHT, State.FAILED):
        return render(request, "sources/loading.html", {"upload": found})
    try:
        seen = examined(workspace_of(request), brought.paths(found.folder, found.names))
    except KringError as problem:
        return render(request, "sources/unreadable.html", {"upload": found, "problem": said(problem)}, status=422)
    if request.method == "POST":
        try:
            services.confirm(request.membership, found, _answers(request, seen))
            return redirect("upload", found.pk)
        except KringError as problem:
            messages.error(request, " ".join(said(problem)).strip())
    return render(request, "sources/confirm.html", _shown(found, seen), status=200 if request.method == "GET" else 422)


@needs(Role.PLANNER)
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far loading is, as a part of the page that asks again by itself."""
    return render(request, "sources/progress.html", {"upload": _upload(request, pk)})


@needs(Role.PLANNER)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the files away."""
    found = _upload(request, pk)
    if not found.is_under_way:
        services.drop(request.membership, found)
        messages.success(request, _("The files were thrown away; nothing of them was loaded."))
    return redirect("add_creators")


def _upload(request: HttpRequest, pk: int) -> Upload:
    found = repository.upload(request.membership.organisation, pk)
    if found is None:
        raise Http404
    return found


def _shown(found: Upload, seen: Examined) -> dict[str, Any]:
    return {
        "upload": found,
        "exports": [export_shown(number, one) for number, one in enumerate(seen.exports)],
        "sheets": [sheet_shown(number, one) for number, one in enumerate(seen.sheets)],
        "fields": fields_to_choose(),
        "platforms": [(name, one.words.said_in(page_language())) for name, one in platforms().items()],
        "bases": [basis for basis in LEGAL_BASES if basis != SYNTHETIC],
    }


def _answers(request: HttpRequest, seen: Examined) -> dict[str, Any]:
    given = request.POST
    basis = given.get("legal_basis", "")
    exports = {
        one.archive.name: answer
        for number, one in enumerate(seen.exports)
        if (answer := export_answered(number, one, given)) is not None
    }
    sheets = {
        one.name: mapping.to_yaml()
        for number, one in enumerate(seen.sheets)
        if (mapping := mapping_answered(one, number, given)) is not None
    }
    return {"exports": exports, "sheets": sheets, "legal_basis": basis if basis in LEGAL_BASES else ""}
