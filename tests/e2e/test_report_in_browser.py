"""A report as HTML before a real browser, the checker of HTML, and axe, with as many columns as a report can have."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import browser
from tests.e2e.test_minutes_in_browser import faults_of, violations
from tests.many_sessions import write_many

A4 = 642
"""Pixels of a browser between the margins of a page, 170 mm."""


@pytest.fixture(scope="module", params=[0, 1, 24, 60])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the program writes for so many sessions: a column each, or from 25 on one a period."""
    root = tmp_path_factory.mktemp("økter")
    for _held in write_many(root, request.param):
        pass
    path = root / "rapport.html"
    command = [sys.executable, "-m", "aml_okt", "--dir", str(root), "report", "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_the_checker_of_html_finds_nothing(report: Path) -> None:
    assert faults_of(report) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_that_keeps_anybody_out(report: Path, window: Browser, scheme: Any, width: int) -> None:  # noqa: ANN401 - a literal of the library's own
    with window.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 545, 740, 1280])
def test_the_lines_of_the_picture_stay_whole(report: Path, window: Browser, width: int) -> None:
    with window.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        for picture in page.locator(".picture").all():
            assert picture.evaluate("it => getComputedStyle(it).whiteSpace") == "pre"
            assert picture.evaluate("it => it.scrollWidth - it.clientWidth") == 0


@pytest.mark.parametrize("width", [740, 1280])
def test_as_many_columns_as_there_can_be_have_room_on_a_page(report: Path, window: Browser, width: int) -> None:
    with window.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_as_many_columns_as_there_can_be_have_room_on_paper(report: Path, window: Browser) -> None:
    with window.new_context(viewport={"width": A4, "height": 900}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(report.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == A4
