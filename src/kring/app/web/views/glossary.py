"""The words of the field with their definitions, from the vocabulary."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kring.vocabulary.figures import figures
from kring.vocabulary.glossary import glossary as terms


@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word and every figure, in the language of the page."""
    return render(request, "glossary/page.html", {"terms": terms().values(), "figures": figures().values()})
