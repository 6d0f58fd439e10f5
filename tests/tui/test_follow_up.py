"""What was agreed on in the last session, on the session's screen."""

import errno
from datetime import date

import pytest

from aml_okt.clock import SettableClock
from aml_okt.core.actions import Action
from aml_okt.files.actions import FILE_NAME, ActionList
from aml_okt.runner import SessionRunner
from aml_okt.tui.screens.follow_up import FollowUpDialog
from aml_okt.tui.screens.session import SessionScreen
from tests.tui.dialogs import SMALL, USUAL, gone_to
from tests.tui.leading import Led, lead

FIRST = date(2026, 10, 12)
LIST = """- [ ] Kartlegge rollene · ansvarlig: Kari · frist: 2026-12-01 · fra: 2026-10-12
- [x] Felles lunsj · fra: 2026-10-12 · gjort: 2026-11-23
- [ ] Ta opp møterommet · ansvarlig: Liv · fra: 2026-10-12
"""


@pytest.fixture
def checking_in(runner: SessionRunner, clock: SettableClock) -> SessionRunner:
    """The session in its check-in, with three actions from the last one."""
    (runner.folder / FILE_NAME).write_text(LIST, encoding="utf-8")
    return gone_to(runner, clock, "innsjekk")


def on_disk(runner: SessionRunner) -> str:
    return (runner.folder / FILE_NAME).read_text("utf-8")


@pytest.mark.parametrize("size", [USUAL, SMALL, (160, 50)], ids=str)
def test_they_stand_under_the_picture_in_the_check_in(
    checking_in: SessionRunner, clock: SettableClock, size: tuple[int, int]
) -> None:
    async def script(led: Led) -> None:
        assert "Hva er gjort siden sist? · 1 av 3" in led.text
        assert "a avtalt sist" in led.text
        assert "1. Hvordan er det med deg i dag?" in led.text
        if size != SMALL:
            assert "☐ Kartlegge rollene  Kari" in led.text
            assert "3. Hva håper du" in led.text

    lead(checking_in, clock, script, size)


def test_a_group_that_has_none_never_hears_of_it(runner: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        assert "siden sist" not in led.text
        assert "avtalt sist" not in led.text
        await led.press("a")
        assert isinstance(led.host.screen, SessionScreen)

    runner.actions.add(Action("Nytt i dag"))
    lead(gone_to(runner, clock, "innsjekk"), clock, script)


def test_neither_does_the_group_on_a_screen_that_all_can_see(checking_in: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("g")
        assert "Kartlegge" not in led.text
        assert "siden sist" not in led.text

    lead(checking_in, clock, script)


def test_space_ticks_off_and_takes_it_back(checking_in: SessionRunner, clock: SettableClock) -> None:
    before = checking_in.state

    async def script(led: Led) -> None:
        await led.press("a")
        assert "Hva er gjort? Det som ikke er krysset av, blir med videre." in led.text
        assert "Kari · frist 1.12.2026 · avtalt 12.10.2026" in led.text
        assert "Mellomrom gjort" in led.text
        await led.press("space")
        assert "Gjort: Kartlegge rollene" in led.text
        assert on_disk(checking_in).startswith("- [x] Kartlegge rollene · ansvarlig: Kari · frist: 2026-12-01 · fra: ")
        assert "· gjort: 2026-11-23\n" in on_disk(checking_in).partition("\n- [x] Felles")[0] + "\n"
        assert "Mellomrom ikke gjort" in led.text
        await led.press("space")
        assert on_disk(checking_in) == LIST
        await led.press("down", "space")
        assert "- [ ] Felles lunsj · fra: 2026-10-12\n" in on_disk(checking_in)
        await led.press("up", "space", "enter")
        assert isinstance(led.host.screen, SessionScreen)
        assert "Hva er gjort siden sist? · 1 av 3" in led.text

    lead(checking_in, clock, script)
    assert checking_in.state == before


def test_a_click_ticks_off(checking_in: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        await led.press("a")
        await led.pilot.click("ChoiceList", offset=(4, 4))
        await led.pilot.pause()
        assert "- [x] Ta opp møterommet" in on_disk(checking_in)

    lead(checking_in, clock, script)


def test_a_disk_that_refuses_is_told_of_and_nothing_is_ticked(
    checking_in: SessionRunner, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    async def script(led: Led) -> None:
        await led.press("a")
        monkeypatch.setattr(ActionList, "replace", refuse)
        await led.press("space")
        assert "Tiltaket ble ikke lagret: " in led.text
        assert "☐ Kartlegge rollene" in led.text
        assert isinstance(led.host.screen, FollowUpDialog)

    lead(checking_in, clock, script)
    assert on_disk(checking_in) == LIST


def test_what_somebody_changes_meanwhile_is_shown_as_it_is(checking_in: SessionRunner, clock: SettableClock) -> None:
    changed = LIST.replace("Kartlegge rollene", "Skrive ned rollene")

    async def script(led: Led) -> None:
        await led.press("a")
        (checking_in.folder / FILE_NAME).write_text(changed, encoding="utf-8")
        await led.press("space")
        assert "Noen har endret tiltaket i lista. Slik står det nå." in led.text
        assert "☐ Skrive ned rollene" in led.text
        (checking_in.folder / FILE_NAME).write_text("", encoding="utf-8")
        await led.press("space", "space", "down", "enter")
        assert isinstance(led.host.screen, SessionScreen)
        assert "siden sist" not in led.text

    lead(checking_in, clock, script)


def test_the_closing_step_shows_new_and_old_apart(checking_in: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        assert "Ingen nye tiltak ennå." in led.text
        await led.press("t", *"Ny", "ctrl+s")
        shown = led.text
        assert shown.index("☐ Ny") < shown.index("Fra forrige økt · 1 av 3 gjort") < shown.index("☐ Kartlegge")
        assert "a avtalt sist" in shown

    lead(gone_to(checking_in, clock, "avslutning"), clock, script)


def test_one_that_is_written_anew_is_still_from_the_last_session(
    checking_in: SessionRunner, clock: SettableClock
) -> None:
    async def script(led: Led) -> None:
        await led.press("T", *" 3", "ctrl+s")

    lead(checking_in, clock, script)
    assert on_disk(checking_in).endswith("- [ ] Ta opp møterommet 3 · ansvarlig: Liv · fra: 2026-10-12\n")


def test_a_terminal_of_any_size_shows_what_it_has_room_for(checking_in: SessionRunner, clock: SettableClock) -> None:
    async def script(led: Led) -> None:
        for opens in (False, True):
            if opens:
                await led.press("a")
            for width, height in ((1, 1), (20, 5), (60, 20), (300, 100), (80, 24)):
                await led.pilot.resize_terminal(width, height)
                await led.pilot.pause()
                assert led.host.screen.size == (width, height)
            assert ("☐ Ta opp møterommet" in led.text) is opens

    lead(checking_in, clock, script)


def test_more_than_fit_under_the_picture_are_counted(runner: SessionRunner, clock: SettableClock) -> None:
    for number in range(1, 8):
        runner.actions.add(Action(f"Tiltak nummer {number}", done=number == 1, since=FIRST))

    async def script(led: Led) -> None:
        assert "☐ Tiltak nummer 2\n" in led.text
        assert "☐ Tiltak nummer 3\n" in led.text
        assert "… og 5 til" in led.text
        assert "nummer 1" not in led.text

    lead(gone_to(runner, clock, "innsjekk"), clock, script)
