"""The words for what was agreed on in the last session."""

import errno

import pytest

from aml_okt.core.actions import Action
from aml_okt.files.actions import FILE_NAME, ActionList
from tests.plain.conftest import House, Stage
from tests.plain.test_program import led
from tests.tui.dialogs import gone_to

LIST = """- [ ] Kartlegge rollene · ansvarlig: Kari · frist: 2026-12-01 · fra: 2026-10-12
- [x] Felles lunsj · fra: 2026-10-12 · gjort: 2026-11-23
"""
FIRST = "1. Kartlegge rollene, ansvarlig Kari, frist tirsdag 1. desember 2026."
SECOND = "2. Felles lunsj, gjort."


@pytest.fixture
def from_last(stage: Stage) -> Stage:
    """The session in step 1, with two actions from the last one."""
    (stage.runner.folder / FILE_NAME).write_text(LIST, encoding="utf-8")
    gone_to(stage.runner, stage.clock, "fasilitator")
    return stage


def on_disk(stage: Stage) -> str:
    return (stage.runner.folder / FILE_NAME).read_text("utf-8")


def test_the_check_in_says_that_there_are_some(from_last: Stage) -> None:
    said = from_last.write("neste")
    at = said.index("Fra forrige økt, 1 av 2 gjort.")
    assert said[at + 1] == "Ta en rask titt på dem: Hva er gjort? Skriv sist for å høre tiltakene."


def test_a_group_that_has_none_never_hears_of_it(stage: Stage) -> None:
    gone_to(stage.runner, stage.clock, "fasilitator")
    assert not [line for line in stage.write("neste") if "forrige økt" in line]
    assert stage.write("sist")[0] == "Ordet «sist» kan ikke brukes nå."
    assert "sist" not in " ".join(stage.write("hjelp")).split()


def test_they_are_heard_with_their_numbers_and_what_becomes_of_them(from_last: Stage) -> None:
    assert from_last.write("sist") == [
        "Fra forrige økt, 1 av 2 gjort.",
        FIRST,
        SECOND,
        "Skriv «gjort» og tallet foran det som er gjort, for eksempel «gjort 1».",
        "Det som ikke er krysset av, blir med videre.",
    ]


def test_one_is_ticked_off_by_its_number_and_back_again(from_last: Stage) -> None:
    assert from_last.write("gjort 1") == ["Gjort: Kartlegge rollene."]
    assert " · gjort: 2026-11-23\n- [x] Felles" in on_disk(from_last)
    assert from_last.write("gjort 1") == ["Det er allerede krysset av. Skriv «gjort 1 minus» for å ta krysset bort."]
    assert from_last.write("gjort 1 minus") == ["Ikke gjort likevel: Kartlegge rollene."]
    assert on_disk(from_last) == LIST
    assert from_last.write("gjort 1 minus") == ["Det er ikke krysset av."]


@pytest.mark.parametrize("line", ["gjort", "gjort 3", "gjort 0", "gjort Kartlegge", "gjort 1 kanskje"])
def test_a_number_that_is_none_gives_the_list(from_last: Stage, line: str) -> None:
    assert from_last.write(line)[1:] == [FIRST, SECOND]
    assert on_disk(from_last) == LIST


def test_the_list_says_new_and_old_apart(from_last: Stage) -> None:
    assert from_last.write("liste")[:4] == ["Fra forrige økt, 1 av 2 gjort.", FIRST, SECOND, "Ingen nye tiltak ennå."]
    from_last.runner.actions.add(Action("Ringe HR"))
    assert from_last.write("liste")[3:5] == ["Nye tiltak.", "3. Ringe HR."]


def test_a_disk_that_refuses_is_told_of(from_last: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(ActionList, "replace", refuse)
    assert from_last.write("gjort 1")[0].startswith("Tiltaket ble ikke lagret: ")


def test_a_list_that_could_not_be_read_is_told_of_when_the_next_session_begins(house: House) -> None:
    led(house, "begynn", "tiltak Ringe HR", go=True)
    (last,) = house.root.iterdir()
    (last / FILE_NAME).unlink()
    (last / FILE_NAME).mkdir()
    _status, said = led(house, "begynn", go=True)
    assert [line for line in said if f"{last.name}/{FILE_NAME} kan ikke leses" in line]


def test_the_next_session_begins_with_what_the_last_agreed_on(house: House) -> None:
    led(house, "begynn", "tiltak Ringe HR; Kari", go=True)
    _status, said = led(house, "sist", go=True)
    assert "1. Ringe HR, ansvarlig Kari." in said
