"""The plan as lines."""

from datetime import timedelta
from itertools import pairwise

from aml_okt.core.commands import AddParticipant, Back, Begin, ChooseFacilitator, End, MarkGone, Next
from aml_okt.scene.plan_table import DONE, NOW, SKIPPED, TO_COME, Level, PlanLine, begins, plan_lines
from aml_okt.tui.screens.plan import drawn
from tests.builders import OSLO, Sitting, minutes, seconds


def lines(sitting: Sitting) -> tuple[PlanLine, ...]:
    return plan_lines(sitting.state, sitting.clock.now(), OSLO)


def steps(sitting: Sitting) -> list[tuple[str, str, str, str, str]]:
    return [
        (line.mark, line.clock, line.label, line.planned, line.used)
        for line in lines(sitting)
        if line.level is Level.STEP
    ]


def test_before_the_session_every_step_has_the_time_it_would_begin_at() -> None:
    assert steps(Sitting()) == [
        (TO_COME, "10:00", "1 Valg", "2:00", ""),
        (TO_COME, "10:02", "2 Innsjekk", "6:00", ""),
        (TO_COME, "10:08", "3 Intro", "5:00", ""),
        (TO_COME, "10:13", "4 Refleksjon", "10:00", ""),
        (TO_COME, "10:23", "5b Kollegaveiledning", "32:00", ""),
        (TO_COME, "10:55", "Slutt", "4:00", ""),
    ]


def test_what_is_done_has_its_real_time_and_what_is_to_come_moves_with_it() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(5))
    sitting.do(Next())
    sitting.wait(seconds(30))

    assert steps(sitting)[:3] == [
        (DONE, "10:00", "1 Valg", "2:00", "5:00"),
        (NOW, "10:05", "2 Innsjekk", "6:00", "0:30"),
        (TO_COME, "10:11", "3 Intro", "5:00", ""),
    ]


def test_overtime_moves_everything_after_it() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(10))

    assert steps(sitting)[:2] == [
        (NOW, "10:00", "1 Valg", "2:00", "10:00"),
        (TO_COME, "10:10", "2 Innsjekk", "6:00", ""),
    ]


def test_what_was_planned_stays_as_it_was_when_the_group_changes() -> None:
    sitting = Sitting()
    sitting.do(Begin(), AddParticipant("Nora"))
    planned = {line.label: (line.planned, line.used) for line in lines(sitting)}

    assert planned["2 Innsjekk"] == ("6:00", "")
    assert planned["Runde 1: Kari"] == ("8:00", "")
    # A round that nobody had planned has the time that it has.
    assert planned["Runde 5: Nora"] == ("8:00", "")
    sitting.do(MarkGone("p2"))
    assert {line.label: line.planned for line in lines(sitting)}["2 Innsjekk"] == "6:00"


def test_a_long_time_stands_apart_from_the_one_before_it() -> None:
    line = PlanLine(Level.STEP, TO_COME, "11:00", "5b Veiledning", "", "1:15:00", "→ 1:12:47")

    assert "1:15:00 → 1:12:47" in drawn(line, 76).plain
    assert len(drawn(line, 76).plain) == 76


def test_a_round_says_who_is_in_focus_and_who_keeps_time() -> None:
    sitting = Sitting(names=("Kari", "Ola", "Liv"))
    sitting.do(ChooseFacilitator("p2"))
    rounds = [
        (line.label, line.note, line.planned)
        for line in lines(sitting)
        if line.level is Level.ROUND and line.label.startswith("Runde ")
    ]

    assert rounds == [
        ("Runde 1: Kari", "tidtaker Ola", "8:00"),
        ("Runde 2: Ola", "tidtaker Kari", "8:00"),
        ("Runde 3: Liv", "tidtaker Ola", "8:00"),
    ]


def test_a_phase_of_turns_says_how_long_each_has_and_then_whose_turn_it_is() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    assert next(line.note for line in lines(sitting) if line.label == "2 Innsjekk") == "1:30 til hver"

    sitting.do(Next(), Next())
    assert next(line.note for line in lines(sitting) if line.label == "2 Innsjekk") == "Ola har ordet · blir 4:30"


def test_exactly_the_line_its_round_and_its_step_are_now() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    while sitting.state.box is None or (sitting.state.box.step, sitting.state.box.phase) != ("runder", 2):
        sitting.do(Next())

    assert [line.label for line in lines(sitting) if line.mark == NOW] == [
        "5b Kollegaveiledning", "Runde 1: Kari", "Samtale",
    ]  # fmt: skip


def test_the_short_break_between_the_rounds_has_a_line() -> None:
    sitting = Sitting(names=("A", "B", "C", "D", "E"), breather=True)

    assert [(line.label, line.planned) for line in lines(sitting) if line.label == "Kort pause"] == [
        ("Kort pause", "3:00")
    ]


def test_what_was_gone_back_to_keeps_the_time_at_which_it_first_began() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(2))
    sitting.do(Next())
    sitting.wait(minutes(1))
    sitting.do(Back())

    assert steps(sitting)[0] == (NOW, "10:00", "1 Valg", "2:00", "2:00")


def test_a_step_that_took_no_time_was_skipped() -> None:
    sitting = Sitting()
    sitting.do(Begin(), Next())

    assert steps(sitting)[0] == (SKIPPED, "", "1 Valg", "2:00", "")


def test_after_the_end_nothing_is_now_and_what_was_never_reached_has_no_time() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(2))
    sitting.do(Next())
    sitting.wait(minutes(1))
    sitting.do(End())
    sitting.wait(minutes(30))

    assert [line[:2] for line in steps(sitting)[:3]] == [(DONE, "10:00"), (DONE, "10:02"), (SKIPPED, "")]
    assert NOW not in {line.mark for line in lines(sitting)}


def test_every_timebox_to_come_begins_when_the_one_before_it_ends() -> None:
    sitting = Sitting()
    sitting.do(Begin(), MarkGone("p2"))
    sitting.wait(seconds(50))
    found = begins(sitting.state, sitting.clock.now())
    boxes = sitting.state.course.boxes

    for box, after in pairwise(boxes[1:]):
        assert found[after.key] - found[box.key] == box.allotted
    assert found[boxes[0].key] == sitting.clock.now().wall - timedelta(seconds=50)
