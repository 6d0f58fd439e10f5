"""The page: its words are ours, and all that it loads comes from the server itself."""

import re

from aml_okt.tui.theme import DARK, LIGHT
from aml_okt.web.page import FILES, TRIES_WEBGL, page, script


def test_the_page_is_in_the_language_of_the_program() -> None:
    html = page(light=False)

    assert '<html lang="nb">' in html
    assert "<title>aml-økt</title>" in html
    assert "Skjermen kommer tilbake av seg selv." in html
    assert "$" not in html


def test_nothing_on_the_page_is_loaded_from_elsewhere() -> None:
    style = FILES["/room.css"][0].read_text(encoding="utf-8")
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page(light=False)) + re.findall(r'url\("([^"]*)"\)', style)

    assert set(addresses) == {"/textual.js", *FILES, "data:,"}


def test_every_file_of_the_page_is_there() -> None:
    assert [name for name, (path, _) in FILES.items() if not path.is_file()] == []


def test_the_ground_of_the_page_is_that_of_the_theme() -> None:
    style = FILES["/room.css"][0].read_text(encoding="utf-8")
    for name, theme in (("dark", DARK), ("light", LIGHT)):
        found = re.search(rf"\.{name} \{{\s*--ground: (#\w+);\s*--muted: (#\w+);", style)
        assert found is not None
        assert found.groups() == (theme.background, theme.variables["muted"])
    assert 'class="light"' in page(light=True)
    assert 'class="dark"' in page(light=False)


def test_textual_js_still_asks_for_webgl_where_we_leave_it_out() -> None:
    assert TRIES_WEBGL.startswith("this.terminal.loadAddon(this.webglAddon)")
    assert "loadAddon(this.webglAddon)" not in script()
    assert "this.terminal.loadAddon(this.canvasAddon)" in script()
