"""Make the pictures of the web application in docs/images from a synthetic workspace.

    python scripts/screenshots.py [--to docs/images] [--creators 300] [--people 60000]

Needs the extra `dev` and a Chromium: the one at KRING_CHROMIUM, or else /usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

EMAIL, PASSWORD = "planner@kring.example", "a long enough password"
BRIEF = """\
name: {name}
company: {company}
budget: 5000
creators: {{most: 4}}
target:
  provinces: [Utrecht, Gelderland]
  ages: [18-44]
"""
WORDS = {
    "nl": {"name": "Voorjaar in het midden", "company": "Fietsenwinkel De Ketting"},
    "en": {"name": "Spring in the middle", "company": "De Ketting bicycle shop"},
}
SIZES = {"desktop": {"width": 1200, "height": 860}, "phone": {"width": 390, "height": 844}}
PLAN_HEIGHT = 1200
WAIT_SECONDS = 60


def main() -> None:
    """Build, serve, take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "docs" / "images")
    asked.add_argument("--creators", type=int, default=300)
    asked.add_argument("--people", type=int, default=60_000)
    given = asked.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kring-pictures-") as folder:
        workspace = Path(folder) / "de-ketting"
        build(workspace, given.creators, given.people)
        with served(workspace) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("KRING_CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            take_all(browser, address, given.to)
            browser.close()


def build(workspace: Path, creators: int, people: int) -> None:
    """A synthetic workspace with one member."""
    from kring.app import create_member
    from kring.workspace import open_workspace
    from kring.world import netherlands
    from kring.world.brand_settings import brand_settings

    made = open_workspace(workspace, create=True)
    settings = made.folder.settings_file(made.organisation)
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(brand_settings(), encoding="utf-8")
    tables = netherlands(creators=creators, people=people, seed=1).tables
    made.add("world", tables, source="synthetic", legal_basis="synthetic")
    create_member(workspace, EMAIL, PASSWORD, "owner")


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """The address of the application, served by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f"from kring.app import serve; serve({str(workspace)!r}, port={port}, quiet=True)"
    server = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address: str) -> None:
    """Wait until the address answers; raises TimeoutError."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def take_all(browser: Browser, address: str, to: Path) -> None:
    """Every page in both languages, wide and narrow, and the plan in the dark."""
    for language, words in WORDS.items():
        with signed_in(browser, address, language, "desktop") as page:
            plan = make_brief(page, address, BRIEF.format(**words))
            creator = take_pages(page, address, plan, to, f"{language}-desktop", None)
            take_charts(page, to / f"pictures-{language}-desktop.png")
            page.emulate_media(color_scheme="dark")
            take(page, f"{address}{plan}", to / f"plan-{language}-dark.png", PLAN_HEIGHT)
        with signed_in(browser, address, language, "phone") as page:
            take_pages(page, address, plan, to, f"{language}-phone", creator)


@contextmanager
def signed_in(browser: Browser, address: str, language: str, size: str) -> Iterator[Page]:
    """A page of a member who signed in."""
    context: BrowserContext = browser.new_context(viewport=SIZES[size], locale=language, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    yield page
    context.close()


def make_brief(page: Page, address: str, yaml: str) -> str:
    """Keep a brief; gives the path of its plan."""
    page.goto(f"{address}/briefs/new/yaml/")
    page.fill("[name=yaml]", yaml)
    page.click("main .button-first")
    page.wait_for_selector("#plan")
    return page.url.removeprefix(address)


def take_pages(page: Page, address: str, plan: str, to: Path, suffix: str, creator: str | None) -> str:
    """Overview, creators, one creator and the plan; gives the path of the creator."""
    take(page, f"{address}/", to / f"overview-{suffix}.png")
    take(page, f"{address}/creators/?tier=micro", to / f"creators-{suffix}.png")
    path = creator or page.get_attribute("table a.creator-name", "href") or ""
    take(page, f"{address}{path}", to / f"creator-{suffix}.png")
    take(page, f"{address}{plan}", to / f"plan-{suffix}.png", PLAN_HEIGHT if creator is None else None)
    return path


def take_charts(page: Page, file: Path) -> None:
    """The pictures of the plan that is open, without what stands above them."""
    page.evaluate("document.querySelector('.chart').scrollIntoView({block: 'start'})")
    page.screenshot(path=file)
    print(f"{file.name}  {file.stat().st_size / 1024:,.0f} KB")


def take(page: Page, address: str, file: Path, height: int | None = None) -> None:
    """One picture of what fits on the screen, or of `height` pixels of the page."""
    size = page.viewport_size or SIZES["desktop"]
    page.set_viewport_size({**size, "height": height or size["height"]})
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    page.set_viewport_size(size)
    print(f"{file.name}  {file.stat().st_size / 1024:,.0f} KB")


if __name__ == "__main__":
    main()
