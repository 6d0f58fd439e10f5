"""The dialog that asks how to leave."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from aml_okt.clock import SettableClock
from aml_okt.core.commands import MarkGone, SetFocusOrder
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.i18n import use_language
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from aml_okt.scene.skip import not_in_focus
from aml_okt.tui.screens.quit import QuitChoice, QuitDialog
from tests.builders import Sitting, small_agenda
from tests.tui.dialogs import SMALL, USUAL, Opened, done, gone_to, open_in
from tests.tui.hosts import Host

SnapCompare = Callable[..., bool]


def answer(dialog: QuitDialog, *keys: str) -> object:
    async def script(opened: Opened) -> None:
        await opened.press(*keys)

    return open_in(dialog, script)


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (("enter",), QuitChoice.END),
        (("a",), QuitChoice.END),
        (("down", "enter"), QuitChoice.LATER),
        (("l",), QuitChoice.LATER),
        (("up", "enter"), QuitChoice.STAY),
        (("b",), QuitChoice.STAY),
        (("q",), QuitChoice.STAY),
        (("escape",), QuitChoice.STAY),
    ],
)
def test_every_answer_has_a_key_and_a_place_in_the_list(keys: tuple[str, ...], choice: QuitChoice) -> None:
    assert answer(QuitDialog(), *keys) is choice


def test_every_answer_stands_beside_the_letter_of_the_language() -> None:
    use_language("en")

    async def script(opened: Opened) -> None:
        for line in ("e  End the session", "c  Close the program", "s  Stay here"):
            assert line in opened.text

    open_in(QuitDialog(), script)


def test_a_click_answers_too() -> None:
    async def script(opened: Opened) -> None:
        await opened.pilot.click("ChoiceList", offset=(5, 2))

    assert open_in(QuitDialog(), script) is QuitChoice.LATER


def test_a_click_on_a_key_does_what_the_key_does() -> None:
    async def script(opened: Opened) -> None:
        await opened.click_key("bli her")

    assert open_in(QuitDialog(), script) is QuitChoice.STAY


def test_a_session_that_has_not_begun_cannot_be_ended() -> None:
    async def script(opened: Opened) -> None:
        assert "Avslutt økta" not in opened.text
        await opened.press("a")

    assert open_in(QuitDialog(may_end=False), script) is not QuitChoice.END
    assert answer(QuitDialog(may_end=False), "enter") is QuitChoice.LATER


def open_at(runner: SessionRunner, size: tuple[int, int] = USUAL) -> str:
    """What the dialog says where the session is."""
    told = []

    async def script(opened: Opened) -> None:
        told.append(opened.text)

    open_in(QuitDialog(missing=not_in_focus(runner.state)), script, size)
    return told[0]


def test_it_says_who_has_not_been_in_focus(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "kollegaveiledning")
    done(runner, MarkGone("p4"), SetFocusOrder(("p3", "p5"), ("p2",)))
    text = open_at(runner)

    assert "Liv og Nils har ikke vært i fokus." in text
    assert "Dere får oppsummeringen og referatet." in text
    assert "Alle er ferdige" not in text


def test_when_all_have_been_in_focus_they_are_done(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "avslutning")

    assert "Alle er ferdige. Dere får oppsummeringen og referatet." in open_at(runner)


def test_before_the_rounds_nobody_has_been_in_focus(runner: SessionRunner, clock: SettableClock) -> None:
    gone_to(runner, clock, "faglig-intro")

    assert "Ingen har vært i fokus." in open_at(runner)


def test_an_agenda_without_rounds_asks_nothing_of_them() -> None:
    agenda = small_agenda()
    agenda = replace(agenda, steps=tuple(step for step in agenda.steps if step.repeat is None))

    assert not not_in_focus(Sitting(agenda).state)


@pytest.mark.parametrize(
    ("people", "told"), [(7, "Deltaker 7"), (12, "11 av dere har ikke vært i fokus.")], ids=["names", "number"]
)
def test_a_large_group_with_the_longest_names_fits_a_small_terminal(
    people: int, told: str, tmp_path: Path, clock: SettableClock
) -> None:
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    names = tuple(f"Deltaker {number} {'langnavn' * 6}" for number in range(1, people + 1))
    runner = SessionRunner.create(tmp_path, agenda, Setup("", "", names), clock)
    gone_to(runner, clock, "kollegaveiledning")
    text = open_at(runner, SMALL)
    runner.close()

    assert told in text
    assert "Økta går som før." in text


def test_the_dialog_looks_like_this(snap_compare: SnapCompare) -> None:
    assert snap_compare(Host(QuitDialog()), terminal_size=USUAL)
