"""Benchmarks are run seldom: that each can still be loaded, and finds all it asks of Kring, is seen here."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

BENCHMARKS = ROOT / "benchmarks"
MODULES = sorted(BENCHMARKS.rglob("*.py"))


@pytest.fixture(autouse=True)
def _beside_each_other(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Benchmarks import what stands beside them; afterwards other tests find none of it."""
    for folder in sorted({module.parent for module in MODULES}):
        monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(BENCHMARKS)):
            del sys.modules[name]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(BENCHMARKS)))
def test_a_benchmark_loads_and_finds_what_it_imports(path: Path) -> None:
    try:
        importlib.import_module(path.stem)
    except ModuleNotFoundError as missing:
        if _is_ours(str(missing.name)):
            raise
        # else a peer that is installed for its benchmark only
    for wanted in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(wanted, ast.ImportFrom) and wanted.module and _is_ours(wanted.module):
            absent = [one.name for one in wanted.names if not _has(wanted.module, one.name)]
            assert not absent, f"line {wanted.lineno}: {wanted.module} has no {', '.join(absent)}"


def _is_ours(module: str) -> bool:
    return module.split(".")[0] == "kring" or any(module == path.stem for path in MODULES)


def _has(module: str, name: str) -> bool:
    if module.startswith("kring.app."):  # needs a Django that is set up, which would stay for other tests
        return find_spec(module) is not None
    return hasattr(importlib.import_module(module), name) or find_spec(f"{module}.{name}") is not None
