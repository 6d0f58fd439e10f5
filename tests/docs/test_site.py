"""The documents build as a site without a warning, and whoever reads it is seen by nobody else."""

import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.docs.documents import DOCS, ROOT, pages
from tests.e2e.browser import browser

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the browser's tests run on Linux")

ONE_SHEET = ("keys", "on-the-day")
GUIDES = ("nb", "en")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Hands out files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `just site` does it; a warning ends the build."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def page(opened: Browser) -> Iterator[Page]:
    context = opened.new_context()
    yield context.new_page()
    context.close()


def test_every_document_is_a_page(site: Path) -> None:
    built = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    in_docs = {path.relative_to(DOCS).with_suffix("").as_posix() for path in pages() if DOCS in path.parents}
    written = {name.replace("README", "index") for name in in_docs} | {"readme", "contributing", "changelog"}

    assert written <= built


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    """Neither a font, nor a script, nor a picture: only links that somebody follows lead out."""
    loads = re.compile(r"<(?:script|img|iframe|source|link)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>")
    found = {
        f"{path.relative_to(site)}: {tag}"
        for path in site.rglob("*.html")
        if "samples/files" not in path.as_posix()
        for tag in loads.findall(path.read_text(encoding="utf-8"))
    }
    styles = [path for path in site.rglob("*.css") if re.search(r"url\([\"']?(https?:)?//", path.read_text("utf-8"))]

    assert found == set()
    assert styles == []


def test_a_page_says_which_language_it_is_in(site: Path) -> None:
    def language(name: str) -> str:
        found = re.search(r'<html lang="(\w+)"', (site / name).read_text(encoding="utf-8"))
        return found[1] if found else ""

    assert {language(f"nb/{page.stem}.html") for page in (DOCS / "nb").glob("*.md")} == {"nb"}
    assert {language(f"en/{page.stem}.html") for page in (DOCS / "en").glob("*.md")} == {"en"}
    assert (language("personvern.html"), language("architecture.html")) == ("nb", "en")


def test_each_page_of_the_guide_leads_to_the_same_page_in_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/nb/what-to-do.html")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/en/what-to-do.html")
    page.get_by_role("link", name="Norsk bokmål", exact=True).click()
    page.wait_for_url("**/nb/what-to-do.html")


def test_a_reader_finds_what_to_do_and_is_seen_by_nobody_else(page: Page, address: str) -> None:
    """The search knows Norwegian: «gråte» is not on the page, and «gråter» is."""
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(f"{address}/nb/index.html")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("gråte")
    found = page.locator(".md-search-result__link").first
    found.wait_for()

    assert "/nb/what-to-do.html" in str(found.get_attribute("href"))
    assert [url for url in asked_for if not url.startswith((address, "data:", "blob:"))] == []


def test_the_site_can_be_searched_as_files_on_a_laptop_without_a_network(page: Page, site: Path) -> None:
    page.context.set_offline(True)
    page.goto((site / "en" / "index.html").as_uri())
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("cries")
    found = page.locator(".md-search-result__link").first
    found.wait_for()

    assert str(found.get_attribute("href")).startswith((site / "en" / "what-to-do.html").as_uri())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_on_a_page_keeps_anybody_out(opened: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """As axe sees it: contrast, names of what can be pressed, the order of headings."""
    context = opened.new_context(color_scheme=scheme)
    page = context.new_page()
    found = {}
    for name in ("index", "nb/on-the-day", "agenda"):
        page.goto(f"{address}/{name}.html")
        found[name] = [(fault["id"], fault["nodes"][0]["target"]) for fault in Axe().run(page).response["violations"]]
    context.close()

    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize("name", ONE_SHEET)
def test_what_lies_beside_the_laptop_is_one_sheet_of_paper(page: Page, address: str, language: str, name: str) -> None:
    page.goto(f"{address}/{language}/{name}.html")
    pdf = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
