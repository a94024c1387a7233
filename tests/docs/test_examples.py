"""What the pages tell people to type works.

Blocks of `pycon` are run as doctests. A fenced block below the line `<!-- tested -->` is run too: `python` blocks by
Python, `console` blocks by the shell. In those, lines that begin with `$` are commands, and every other line must be
among what they print. With `<!-- tested: file NAME -->` the block is written to a file first, and
`<!-- tested: fails 2 -->` expects that exit code. All blocks of a page run in order, in a folder where `demo` is a
small synthetic workspace.
"""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import Block, blocks, written_pages

with_sessions = [page for page in written_pages() if any(block.language == "pycon" for block in blocks(page))]
with_tested = [page for page in written_pages() if any(block.tested for block in blocks(page))]


@pytest.mark.parametrize("page", with_sessions, ids=lambda page: page.stem)
def test_python_sessions_give_what_the_page_shows(page: Path) -> None:
    text = "\n".join(block.text for block in blocks(page) if block.language == "pycon")
    session = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(session, out=said.append)
    assert runner.tries > 0
    assert runner.failures == 0, "".join(said)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small synthetic workspace called demo."""
    folder = tmp_path_factory.mktemp("pages")
    small = "kring demo --workspace demo --no-serve --creators 40 --people 4000"
    done = run(small, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", with_tested, ids=lambda page: page.stem)
def test_commands_and_programs_of_a_page_run(page: Path, surroundings: Path) -> None:
    for block in blocks(page):
        if not block.tested:
            continue
        if block.how.startswith("file "):
            (surroundings / block.how.removeprefix("file ")).write_text(block.text, encoding="utf-8")
            continue
        expected = int(block.how.removeprefix("fails ")) if block.how.startswith("fails ") else 0
        done = run(script_of(block), surroundings)
        assert done.returncode == expected, f"{block.text}\n{done.stdout}\n{done.stderr}"
        assert not done.stderr.startswith("Traceback"), done.stderr
        printed = in_one_line(done.stdout + done.stderr)
        assert [line for line in shown_output(block) if in_one_line(line) not in printed] == [], done.stdout


def script_of(block: Block) -> str:
    """What the shell runs for a block."""
    if block.language == "python":
        return f"python - <<'END'\n{block.text}\nEND"
    assert block.language == "console", f"a tested block is console or python, not {block.language}"
    lines = [line.removeprefix("$ ") for line in block.text.splitlines() if line.startswith("$ ")]
    assert lines, "a tested console block has a line that begins with $"
    return "\n".join(lines)


def shown_output(block: Block) -> list[str]:
    """The lines that the page shows as the answer of its commands; three dots stand for what is left out."""
    lines = block.text.splitlines() if block.language == "console" else []
    return [line for line in lines if line.strip() not in ("", "...") and not line.startswith("$ ")]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A script as a reader would type it, in plain English and with this Python first."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("KRING_", "LC_", "COV"))}
    settings |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["sh", "-eu"], input=script, cwd=folder, env=settings, capture_output=True, text=True, timeout=600, check=False
    )
