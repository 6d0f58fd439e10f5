"""A guided rehearsal on the screen: the tips follow what is done, from the start to the minutes."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from aml_okt.clock import SettableClock
from aml_okt.files.built_in import practice_agenda
from aml_okt.files.folders import MINUTES_NAME, REHEARSALS
from aml_okt.opening import Opening, read_agenda_file
from aml_okt.tui.app import AmlOktApp
from aml_okt.tui.screens.guided_summary import GuidedSummary
from aml_okt.tui.widgets.guide_line import GuideLine
from tests.builders import PEOPLE
from tests.reliability.conftest import whole_numbers
from tests.tui.dialogs import SMALL, USUAL
from tests.tui.program import lead


@pytest.fixture
def opening(tmp_path: Path, clock: SettableClock) -> Opening:
    return Opening(
        root=tmp_path / "økter",
        clock=clock,
        agenda_file=read_agenda_file(practice_agenda("nb")),
        origin="En kort agenda til å øve på",
        unit="Øvelsestjenesten",
        place="",
        names=PEOPLE[:5],
        latest_end=None,
        go=True,
        rehearsal=5.0,
        resume=None,
        interrupted=None,
        guided=True,
    )


def tip(app: AmlOktApp) -> str:
    return app.screen.query_one(GuideLine).said


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.05)


TO_THE_MINUTES = (
    (("enter",), "De store tallene"),
    (("enter",), "Noen må lede."),
    (("l",), "Da vet alle hvem som leder."),
    (("enter",), "Én snakker om gangen"),
    (("plus",), "Linja under sier hva som skjedde"),
    (("u",), "Kommer det noe i veien, stanser Mellomrom klokka."),
    (("space",), "Klokka står"),
    (("space",), "Nederst er notatet."),
    (("n",), "Det du skriver, lagres av seg selv."),
    (("h", "e", "i", "escape"), "Skal alle se skjermen"),
    (("g",), "Dette kan hele gruppa se."),
    (("g",), "Enter gir ordet til den neste."),
    (("enter",), "Gikk det for fort"),
    (("left",), "s hopper over resten."),
    (("s", "enter"), "Nå er én i fokus."),
    (("enter",), "Trykk s, velg den nederste linja i lista"),
    (("s", "down", "down", "enter"), "Her blir det til noe dere gjør."),
    (("t", "R", "i", "n", "g", "enter", "enter", "enter"), "Det var hele økta."),
    (("q", "enter"), "Her ser dere hvordan tiden gikk."),
    (("e",), "Det var øvelsen, og referatet er skrevet."),
)
"""The keys that the tips suggest, and how the tip begins that comes then."""


def test_whoever_does_what_the_tips_say_ends_with_the_minutes(opening: Opening) -> None:
    async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
        assert tip(app) == "Alt er klart, og klokka står. Enter setter den i gang."
        for keys, told in TO_THE_MINUTES:
            await press(pilot, *keys)
            await pilot.pause(0.2)
            assert tip(app).startswith(told), keys
        assert isinstance(app.screen, GuidedSummary)

    lead(opening, script)
    (session,) = (opening.root / REHEARSALS).iterdir()
    minutes = (session / MINUTES_NAME).read_text("utf-8")
    assert "hei" in minutes
    assert "Ring" in minutes


@pytest.mark.parametrize("size", [SMALL, USUAL] if whole_numbers() else [SMALL], ids=str)
def test_the_tips_never_stand_over_the_clock_or_the_rule_and_are_read_whole(
    opening: Opening, size: tuple[int, int]
) -> None:
    async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
        for keys, _told in TO_THE_MINUTES[:-2]:
            line = app.screen.query_one(GuideLine)
            for name in ("#clock", "#rule", "#then"):
                shown = app.screen.query_one(name)
                assert not line.region.overlaps(shown.region), (name, tip(app))
            words = line.query_one(".tip")
            assert words.region.height == 2
            assert len(tip(app)) <= 2 * words.region.width - 12, "two rows hold it wherever it is broken"
            await press(pilot, *keys)
            await pilot.pause(0.2)

    lead(opening, script, size)


@pytest.mark.parametrize("how", ["key", "click"])
def test_one_key_or_a_click_hides_the_tips_and_the_key_shows_them_again(opening: Opening, how: str) -> None:
    async def script(app: AmlOktApp, pilot: Pilot[None]) -> None:
        if how == "key":
            await press(pilot, "i")
        else:
            await pilot.click(GuideLine)
        assert tip(app) == ""
        assert app.screen.query_one(GuideLine).region.height == 0
        await press(pilot, "enter", "i")
        assert tip(app).startswith("De store tallene")

    lead(opening, script)


def test_a_window_too_low_for_both_keeps_the_clock(opening: Opening) -> None:
    async def script(app: AmlOktApp, _pilot: Pilot[None]) -> None:
        assert app.screen.query_one(GuideLine).region.height == 0
        assert app.screen.query_one("#clock").region.height

    lead(opening, script, (80, 14))
