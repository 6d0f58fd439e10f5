"""Actions on disk: a task list that people may edit by hand and that loses nothing they wrote."""

import errno
import os
import stat
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aml_okt.core.text import one_line
from aml_okt.files import atomic
from aml_okt.files.actions import FILE_NAME, Action, ActionList, is_beside, parse_line
from aml_okt.files.swap import swap_in

BY_HAND = """# Tiltak

Det vi ble enige om:

- [ ] Kartlegge roller · ansvarlig: Kari · frist: 2026-12-01
* [X] Nytt møterom
  - [ ] Under et annet · ansvarlig: Ola
- [x]   Uten noe mer
- ikke et tiltak
- [ ]ikke heller
1. [ ] og ikke dette
\tinnrykk og mellomrom til slutt\x20\x20
- [ ] Ringe HR · frist: tirsdag · ANSVARLIG: Liv

Hilsen Kari"""


def written(tmp_path: Path, text: str) -> ActionList:
    (tmp_path / FILE_NAME).write_bytes(text.encode())
    return ActionList(tmp_path)


def read_text(tmp_path: Path) -> str:
    return (tmp_path / FILE_NAME).read_bytes().decode()


def test_there_are_no_actions_before_the_first(tmp_path: Path) -> None:
    assert ActionList(tmp_path).read() == ()
    assert not (tmp_path / FILE_NAME).exists()


def test_an_action_is_a_line_of_a_task_list(tmp_path: Path) -> None:
    actions = ActionList(tmp_path)
    actions.add(Action("Kartlegge roller", "Kari", date(2026, 12, 1)))
    actions.add(Action("Nytt møterom", done=True))

    assert read_text(tmp_path) == ("- [ ] Kartlegge roller · ansvarlig: Kari · frist: 2026-12-01\n- [x] Nytt møterom\n")


def test_a_list_edited_by_hand_is_read(tmp_path: Path) -> None:
    assert written(tmp_path, BY_HAND).read() == (
        Action("Kartlegge roller", "Kari", date(2026, 12, 1)),
        Action("Nytt møterom", done=True),
        Action("Under et annet", "Ola"),
        Action("Uten noe mer", done=True),
        Action("Ringe HR · frist: tirsdag", "Liv"),
    )


def test_everything_else_that_was_written_by_hand_stays_as_it_is(tmp_path: Path) -> None:
    actions = written(tmp_path, BY_HAND)
    actions.add(Action("Til slutt"))

    assert read_text(tmp_path) == f"{BY_HAND}\n- [ ] Til slutt\n"


def test_an_action_is_replaced_and_removed_where_it_stands(tmp_path: Path) -> None:
    actions = written(tmp_path, BY_HAND)
    actions.replace(Action("Nytt møterom", done=True), Action("Eget møterom", "Per"))
    actions.replace(Action("Uten noe mer", done=True), None)

    assert (
        read_text(tmp_path)
        == BY_HAND.replace("* [X] Nytt møterom", "- [ ] Eget møterom · ansvarlig: Per").replace(
            "- [x]   Uten noe mer\n", ""
        )
        + "\n"
    )


def test_an_action_that_somebody_has_taken_out_meanwhile_is_written_at_the_end(tmp_path: Path) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    actions.replace(Action("borte"), Action("to"))
    actions.replace(Action("også borte"), None)
    assert read_text(tmp_path) == "- [ ] en\n- [ ] to\n"


@pytest.mark.parametrize("line", ["- [x] en · ansvarlig: Kari", "- [ ] en · frist: fredag · ansvarlig: Kari"])
def test_an_action_that_somebody_ticked_off_or_wrote_their_own_way_is_replaced_where_it_stands(
    tmp_path: Path, line: str
) -> None:
    actions = written(tmp_path, f"{line}\n- [ ] to\n")
    known = parse_line(line)
    assert known is not None
    seen = parse_line(replace(known, done=False).line)  # as a draft has it
    assert seen is not None
    actions.replace(seen, Action("en og et halvt", "Kari"))

    done = "x" if known.done else " "
    assert read_text(tmp_path) == f"- [{done}] en og et halvt · ansvarlig: Kari\n- [ ] to\n"


def test_of_two_that_say_the_same_the_last_is_replaced(tmp_path: Path) -> None:
    written(tmp_path, "- [ ] en\n- [ ] en\n").replace(Action("en"), Action("to"))
    assert read_text(tmp_path) == "- [ ] en\n- [ ] to\n"


class Race:
    """Writes in the list in the very instant before we put ours in its place, as often as there are texts for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
        self._texts, self.full = list(texts), False
        monkeypatch.setattr("aml_okt.files.actions.swap_in", self._swap_in)

    def _swap_in(self, path: Path, data: bytes) -> Path | None:
        if self.full and not self._texts:
            raise OSError(errno.ENOSPC, "No space left on device")
        if self._texts:
            path.write_text(self._texts.pop(0), "utf-8")
        return swap_in(path, data)


def test_what_somebody_writes_in_the_same_instant_is_kept_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    Race(monkeypatch, "- [ ] en\n- [ ] deres\n")
    actions.add(Action("vår"))

    assert read_text(tmp_path) == "- [ ] en\n- [ ] deres\n- [ ] vår\n"
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_what_somebody_writes_again_and_again_is_kept_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    Race(monkeypatch, "- [ ] deres\n", "- [ ] også deres\n")
    actions.add(Action("vår"))

    assert read_text(tmp_path) == "- [ ] deres\n- [ ] vår\n"
    assert (tmp_path / "tiltak~annen.md").read_text("utf-8") == "- [ ] også deres\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_disk_that_is_full_in_that_instant_costs_nobody_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    Race(monkeypatch, "- [ ] deres\n").full = True
    actions.add(Action("vår"))

    assert actions.take_set_aside() == (tmp_path / "tiltak~annen.md",)
    assert actions.take_set_aside() == ()
    assert actions.read() == (Action("en"), Action("vår"))
    assert (tmp_path / "tiltak~annen.md").read_text("utf-8") == "- [ ] deres\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_list_that_another_editor_has_only_emptied_so_far_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = written(tmp_path, "")
    path = tmp_path / FILE_NAME
    monkeypatch.setattr(time, "sleep", lambda _seconds: path.write_text("- [ ] deres\n", "utf-8"))
    actions.add(Action("vår"))

    assert read_text(tmp_path) == "- [ ] deres\n- [ ] vår\n"


@pytest.mark.skipif(os.name == "nt", reason="there nobody can have it open")
def test_what_an_editor_writes_in_the_list_that_was_there_is_kept_beside_it(tmp_path: Path) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    with (tmp_path / FILE_NAME).open("r+", encoding="utf-8") as theirs:
        actions.add(Action("vår"))
        theirs.write("- [ ] deres\n")
    actions.add(Action("og mer"))

    (beside,) = actions.take_set_aside()
    assert beside.read_text("utf-8") == "- [ ] deres\n"
    assert read_text(tmp_path) == "- [ ] en\n- [ ] vår\n- [ ] og mer\n"


@pytest.mark.skipif(os.name == "nt", reason="there nobody can have it open")
def test_what_an_editor_writes_too_late_is_kept_though_there_is_no_next_action(tmp_path: Path) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    with (tmp_path / FILE_NAME).open("r+", encoding="utf-8") as theirs:
        actions.add(Action("vår"))
        theirs.write("- [ ] deres\n")
    assert actions.look_for_late_writes()

    (aside,) = actions.take_set_aside()
    assert aside.read_text("utf-8") == "- [ ] deres\n"
    assert is_beside(aside)


@pytest.mark.parametrize(
    ("left", "kept"),
    [("- [ ] en\n", []), ("", []), ("- [ ] en\n- [ ] tre\n", ["- [ ] en\n- [ ] tre\n"])],
)
def test_what_a_change_that_was_killed_has_left_is_kept_if_it_says_more(
    tmp_path: Path, left: str, kept: list[str]
) -> None:
    actions = written(tmp_path, "- [ ] en\n- [ ] to\n")
    stray = tmp_path / ".tiltak.md.abcdefgh.tmp"
    stray.write_text(left, "utf-8")
    found = actions.bring_back()

    assert not stray.exists()
    assert [path.read_text("utf-8") for path in found] == kept
    assert read_text(tmp_path) == "- [ ] en\n- [ ] to\n"
    assert actions.bring_back() == ()


@pytest.mark.parametrize("before", ["", "- [ ] en\n"])
def test_an_action_that_is_tried_again_stands_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    actions = written(tmp_path, before) if before else ActionList(tmp_path)
    real = atomic.sync_folder

    def refuse(_folder: Path) -> None:
        monkeypatch.setattr("aml_okt.files.actions.sync_folder", real)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("aml_okt.files.actions.sync_folder", refuse)
    with pytest.raises(OSError, match="Input/output"):
        actions.add(Action("vår"))
    assert [path.name for path in tmp_path.iterdir()] == ([FILE_NAME] if before else [])
    actions.add(Action("vår"))

    assert read_text(tmp_path) == f"{before}- [ ] vår\n"


@pytest.mark.skipif(os.name == "nt", reason="there nobody can have it open")
def test_what_is_written_in_a_list_that_has_just_been_joined_with_ours_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    swaps = 0

    def race(path: Path, data: bytes) -> Path | None:
        nonlocal swaps
        swaps += 1
        if swaps == 1:
            path.write_text("- [ ] deres\n", "utf-8")
            return swap_in(path, data)
        before = swap_in(path, data)
        (stray,) = [each for each in tmp_path.iterdir() if each.read_text("utf-8") == "- [ ] deres\n"]
        stray.write_text("- [ ] deres\n- [ ] og mer\n", "utf-8")
        return before

    monkeypatch.setattr("aml_okt.files.actions.swap_in", race)
    actions.add(Action("vår"))

    assert read_text(tmp_path) == "- [ ] deres\n- [ ] vår\n"
    (aside,) = actions.take_set_aside()
    assert aside.read_text("utf-8") == "- [ ] deres\n- [ ] og mer\n"


@pytest.mark.parametrize("text", ["a\x0cb", "a\u2028b", "a\x85b", "a\x1cb"])
def test_no_character_but_a_line_feed_ends_a_line_that_is_kept(tmp_path: Path, text: str) -> None:
    written(tmp_path, f"{text}\n").add(Action("x"))

    assert read_text(tmp_path) == f"{text}\n- [ ] x\n"


def test_bytes_that_are_no_text_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"- [ ] r\xf8dt\nbl\xe5tt\n")
    actions = ActionList(tmp_path)
    actions.add(Action("x"))

    assert (tmp_path / FILE_NAME).read_bytes() == b"- [ ] r\xf8dt\nbl\xe5tt\n- [ ] x\n"
    assert actions.read()[0].text == "r⟨U+DCF8⟩dt"


@pytest.mark.parametrize(
    "text",
    ["\ufeff- [ ] en\n- [ ] to", "- [ ] en\r\n- [ ] to\r\n", "- [ ] en\n- [ ] to\n\n\n"],
    ids=["byte order mark", "line ends of another system", "blank lines"],
)
def test_the_habits_of_other_editors_make_no_difference(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text).read() == (Action("en"), Action("to"))


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "[Kari]",
        "[x] allerede krysset",
        "ansvarlig: alle sammen",
        "Frist: snarest",
        "frist: 2026-12-01",
        "../../x",
        "👩‍🚒",
        "e\u0301",
        "*viktig* <b>nå</b>",
        "x" * 300,
        "- [ ] liste i liste",
    ],
)
def test_an_actions_text_is_its_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    actions = ActionList(tmp_path)
    actions.add(Action(text, "[Ola] no"))

    assert actions.read() == (Action(one_line(text), "[Ola] no"),)


@given(st.builds(Action, st.text(), st.text(), st.none() | st.dates(), st.booleans()))
def test_every_action_is_one_line_that_comes_back(action: Action) -> None:
    assert len(action.line.splitlines()) == 1
    read = parse_line(action.line)

    assert read == Action(
        one_line(action.text).replace("·", "•"), one_line(action.owner).replace("·", "•"), action.due, action.done
    )


def test_a_dot_in_a_field_never_begins_another_field(tmp_path: Path) -> None:
    actions = ActionList(tmp_path)
    actions.add(Action("Møte · ansvarlig: Per", "Kari · frist: 2026-01-01"))

    assert actions.read() == (Action("Møte • ansvarlig: Per", "Kari • frist: 2026-01-01"),)


@pytest.mark.parametrize("line", ["", "tekst", "- tekst", "[ ] tekst", "- [] tekst", "- [y] tekst", "- [ ]tekst"])
def test_what_is_not_a_task_is_no_action(line: str) -> None:
    assert parse_line(line) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has other ways to keep a file private")
def test_only_the_owner_can_read_the_actions(tmp_path: Path) -> None:
    ActionList(tmp_path).add(Action("x"))

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_list_that_came_back_and_cannot_be_read_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = written(tmp_path, "- [ ] en\n")
    readable = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name != FILE_NAME and path.suffix == ".tmp":
            raise OSError(errno.EIO, "Input/output error")
        return readable(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    actions.add(Action("vår"))

    assert actions.take_set_aside() == (tmp_path / "tiltak~annen.md",)
    assert (tmp_path / "tiltak~annen.md").read_text("utf-8") == "- [ ] en\n"
    assert read_text(tmp_path) == "- [ ] en\n- [ ] vår\n"
