"""What the first picture of a session may load and make: nothing that it does not show.

Each thing is counted in a process of its own, since the other tests load everything.
"""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from aml_okt import lasting

FIRST_PICTURE = """
import asyncio, gc, json, sys
from contextlib import ExitStack
from pathlib import Path

from aml_okt.cli.program import Desk
from aml_okt.cli.start import Wishes, settle
from aml_okt.clock import SystemClock
from aml_okt.lasting import resting

rest = ExitStack()
rest.enter_context(resting())
from textual.css.stylesheet import Stylesheet
from aml_okt.tui.app import AmlOktApp

counted = {"read again": 0}
whole = Stylesheet.reparse


def reparse(self):
    counted["read again"] += 1
    whole(self)


Stylesheet.reparse = reparse
folder = Path(sys.argv[1])
people = ("Kari", "Ola", "Liv", "Nils", "Per")
opening = settle(Desk(folder, SystemClock()), Wishes(people=people, go=True), folder)


async def see():
    app = AmlOktApp(opening)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        counted["widgets"] = len(list(app.screen.walk_children()))
        counted["classes"] = sorted(app.screen.classes)
    return app


asyncio.run(see())
counted |= {"modules": sorted(sys.modules), "collects": gc.isenabled(), "frozen": gc.get_freeze_count()}
print(json.dumps(counted))
"""

NOT_YET = {
    "aml_okt.export",
    "aml_okt.minutes_file",
    "aml_okt.plain",
    "aml_okt.scene.guide",
    "aml_okt.tui.screens.guided",
    "aml_okt.tui.screens.help",
    "aml_okt.tui.screens.room_stage",
    "aml_okt.tui.screens.setup",
    "aml_okt.tui.screens.summary",
    "markdown_it",
    "pypandoc",
    "textual.widgets._markdown",
}
"""What other steps, dialogs, screens and formats need."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What was counted up to the first picture of a session."""
    folder = tmp_path_factory.mktemp("økter")
    return _counted(folder)


def _counted(folder: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counted: dict[str, object] = json.loads(done.stdout)
    return counted


def test_it_loads_nothing_that_it_does_not_show(first: dict[str, object]) -> None:
    modules = first["modules"]
    assert isinstance(modules, list)

    assert "aml_okt.tui.screens.session" in modules
    assert NOT_YET & set(modules) == set()


def test_it_makes_no_widget_that_nobody_sees(first: dict[str, object]) -> None:
    """A hidden widget costs as much as one that is shown: some hundredth of the whole start."""
    widgets = first["widgets"]
    assert isinstance(widgets, int)

    assert widgets <= 29


def test_it_reads_each_style_sheet_once(first: dict[str, object]) -> None:
    assert first["read again"] == 0


def test_it_knows_its_size_before_it_is_drawn(first: dict[str, object]) -> None:
    assert first["classes"] == ["-normal", "-normal-height"]


def test_the_collector_rests_until_it_is_there_and_not_longer(first: dict[str, object]) -> None:
    assert first["collects"] is True
    assert isinstance(first["frozen"], int)
    assert first["frozen"] > 0


def test_a_collector_that_has_not_rested_is_left_alone() -> None:
    before = gc.get_freeze_count()

    lasting.wake()

    assert gc.isenabled()
    assert gc.get_freeze_count() == before
