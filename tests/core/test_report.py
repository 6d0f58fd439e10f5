"""What sessions give to a report, and what they add up to."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.actions import Action
from aml_okt.core.commands import Begin, End, LeaveGapOut, MarkFactor, Next, NoteGap, Pause, Resume
from aml_okt.core.events import Side
from aml_okt.core.minutes import FactorNamed
from aml_okt.core.report import ActionCounts, Contribution, contribution
from aml_okt.core.report_actions import ActionsOnce
from aml_okt.core.report_totals import MOST_COLUMNS, Tally
from tests.builders import Sitting, minutes

DAY = date(2026, 11, 23)


def one(
    day: date = DAY,
    offset: timedelta | None = timedelta(),
    factors: Sequence[FactorNamed] = (),
    unit: str = "Barnevernet",
) -> Contribution:
    return Contribution(
        id="", day=day, unit=unit, title="", people=5, ended=offset is not None, planned=minutes(150),
        used=minutes(150) + (offset or timedelta()), factors=tuple(factors),
    )  # fmt: skip


def tally(*given: Contribution) -> Tally:
    """The tally of some sessions, the latest first as they come."""
    made = Tally()
    for each in sorted(given, key=lambda each: each.day, reverse=True):
        made.add(each)
    return made


def test_a_session_gives_its_time_with_pauses_and_without_gaps_that_do_not_count() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(5))
    sitting.do(Pause())
    sitting.wait(minutes(3))
    sitting.do(Resume())
    sitting.wait(minutes(30))
    sitting.do(NoteGap(minutes(30)), LeaveGapOut(), End())
    given = contribution(sitting.state)

    assert given is not None
    assert given.used == minutes(8)
    assert given.planned == minutes(2 + 6 + 5 + 10 + 4 * 8 + 4)
    assert given.offset == given.used - given.planned
    assert (given.people, given.ended, given.day) == (4, True, DAY)


def test_a_session_that_never_began_gives_nothing() -> None:
    assert contribution(Sitting().state) is None


def test_a_session_that_goes_on_has_no_offset() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(minutes(90))
    sitting.do(Next())
    given = contribution(sitting.state)

    assert given is not None
    assert (given.ended, given.used, given.offset) == (False, minutes(90), None)


def test_factors_that_nobody_named_are_there_too() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    while sitting.state.step is None or not sitting.state.step.factors:
        sitting.do(Next())
    sitting.do(MarkFactor("Kultur", Side.RISK, 2))
    given = contribution(sitting.state)

    assert given is not None
    assert given.factors == (
        FactorNamed(factor="Ledelse", strength=0, risk=0),
        FactorNamed(factor="Kultur", strength=0, risk=2),
    )


def test_actions_of_one_session_are_counted_as_they_stand() -> None:
    counted = ActionsOnce().count("A", DAY, [Action("Én"), Action("To", done=True), Action("Én")])

    assert counted == ActionCounts(written=3, done=1, open=2)


def test_an_action_that_is_carried_over_counts_once_as_the_latest_session_has_it() -> None:
    once, first, second, third = ActionsOnce(), DAY, DAY + timedelta(days=20), DAY + timedelta(days=40)

    assert once.count("A", third, [Action("Én", "Kari", done=True, since=first)]) == ActionCounts(carried=1, done=1)
    assert once.count("a", second, [Action("Én", "Kari", since=first), Action("To")]) == ActionCounts(
        written=1, carried=1, open=1
    )
    assert once.count("A", first, [Action("Én", "Kari"), Action("Én", "Ola")]) == ActionCounts(written=2, open=1)


def test_the_same_words_of_another_unit_or_day_are_another_action() -> None:
    once = ActionsOnce()
    once.count("A", DAY + timedelta(days=20), [Action("Én", since=DAY)])

    assert once.count("B", DAY, [Action("Én")]).open == 1
    assert once.count("A", DAY - timedelta(days=1), [Action("Én")]).open == 1


def test_the_time_was_kept_until_five_minutes_late() -> None:
    totals = tally(one(offset=minutes(5)), one(offset=minutes(5.1)), one(offset=minutes(-20)), one(offset=None)).totals

    assert (totals.sessions, totals.ended, totals.kept) == (4, 3, 2)
    assert totals.offset == minutes(-9.9) / 3
    assert totals.planned == minutes(3 * 150)


def test_units_are_the_same_whatever_the_letters_and_no_unit_is_none() -> None:
    assert tally(one(unit="Barnevernet"), one(unit="BARNEVERNET"), one(unit="")).totals.units == 1


def test_factors_come_with_the_one_named_most_often_first() -> None:
    rare, often = (FactorNamed(factor=name, strength=1, risk=risk) for name, risk in (("A", 0), ("B", 3)))
    totals = tally(one(factors=(rare, often)), one(factors=(rare,))).totals

    assert [(of.factor, of.strength, of.risk, of.sessions_risk) for of in totals.factors] == [
        ("B", 1, 3, 1), ("A", 2, 0, 0),
    ]  # fmt: skip


def test_few_sessions_have_a_column_each_the_earliest_first() -> None:
    columns = tally(*(one(DAY + timedelta(days=place), minutes(place)) for place in range(MOST_COLUMNS))).columns

    assert [column.offset for column in columns] == [minutes(place) for place in range(MOST_COLUMNS)]
    assert {column.months for column in columns} == {0}


@pytest.mark.parametrize(
    ("days", "months", "count"), [(1, 1, 2), (29, 1, 24), (40, 3, 12), (300, 12, 21), (3000, 120, 21)]
)
def test_more_sessions_share_the_shortest_period_that_gives_few_enough_columns(
    days: int, months: int, count: int
) -> None:
    columns = tally(*(one(DAY + timedelta(days=days * place)) for place in range(MOST_COLUMNS + 1))).columns

    assert ({column.months for column in columns}, len(columns)) == ({months}, count)


def test_a_period_has_the_average_of_those_that_ended_and_all_that_was_named() -> None:
    named = FactorNamed(factor="A", strength=1, risk=2)
    given = [one(offset=minutes(10), factors=(named,))] * 2 + [one(offset=None)] + [one(offset=minutes(4))] * 22
    (column,) = tally(*given).columns

    assert (column.sessions, column.offset) == (25, (minutes(20) + minutes(88)) / 24)
    assert column.named == {"A": (2, 4)}
    assert column.first == date(2026, 11, 1)


@given(st.lists(st.dates(), max_size=80))
def test_there_are_never_too_many_columns_and_no_session_is_lost(days: list[date]) -> None:
    columns = tally(*map(one, days)).columns

    assert len(columns) <= MOST_COLUMNS
    assert sum(column.sessions for column in columns) == len(days)
    assert [column.first for column in columns] == sorted(column.first for column in columns)
