from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.days import FIRST_YEAR, LAST_YEAR, DayFault, read_day
from aml_okt.i18n import LANGUAGES, render, use_language
from aml_okt.wording import date_in_words, day_in_words

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.12", date(2026, 12, 1)),
        ("1.12.", date(2026, 12, 1)),
        ("01.12.2026", date(2026, 12, 1)),
        ("1. 12. 2026", date(2026, 12, 1)),
        ("1.12.27", date(2027, 12, 1)),
        ("1/12", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1. desember", date(2026, 12, 1)),
        ("1 des", date(2026, 12, 1)),
        ("1. DESEMBER 2027", date(2027, 12, 1)),
        ("5 jan.", date(2027, 1, 5)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", TODAY),
        ("i morgen", date(2026, 11, 24)),
        ("i overmorgen", date(2026, 11, 25)),
        ("om 2 uker", date(2026, 12, 7)),
        ("2 uker", date(2026, 12, 7)),
        ("  Om   en uke ", date(2026, 11, 30)),
        ("om tre dager", date(2026, 11, 26)),
        ("om 3 måneder", date(2027, 2, 23)),
        ("fredag", date(2026, 11, 27)),
        ("på fredag", date(2026, 11, 27)),
        ("tor", date(2026, 11, 26)),
    ],
)
def test_a_day_is_read_as_it_is_said(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i morgon", date(2026, 11, 24)),
        ("om ei veke", date(2026, 11, 30)),
        ("om 2 veker", date(2026, 12, 7)),
        ("om tre dagar", date(2026, 11, 26)),
        ("om ein månad", date(2026, 12, 23)),
        ("laurdag", date(2026, 11, 28)),
        ("tysdag 1. desember 2026", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 24)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a month", date(2026, 12, 23)),
        ("on Friday", date(2026, 11, 27)),
        ("1st of December", date(2026, 12, 1)),
        ("2 Dec 2027", date(2027, 12, 2)),
        ("Tuesday 1 December 2026", date(2026, 12, 1)),
        ("Wednesday, the 3rd March", date(2027, 3, 3)),
    ],
)
def test_every_language_is_understood(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_writes_it_can_read(language: str) -> None:
    use_language(language)
    for later in range(0, 800, 5):
        day = TODAY + timedelta(days=later)
        assert read_day(day_in_words(day), TODAY) == day
        assert read_day(date_in_words(day), TODAY) == day


def test_a_date_without_a_year_is_the_next_one_and_today_counts() -> None:
    assert read_day("23.11", TODAY) == TODAY
    assert read_day("22.11", TODAY) == date(2027, 11, 22)


def test_a_weekday_is_the_next_one_after_today() -> None:
    assert read_day("mandag", TODAY) == TODAY + timedelta(days=7)
    assert read_day("søndag", TODAY) == TODAY + timedelta(days=6)


def test_the_last_of_february_waits_for_a_leap_year() -> None:
    assert read_day("29.2", TODAY) == date(2028, 2, 29)


def test_a_month_later_than_the_last_of_a_long_month_is_the_last_of_the_short_one() -> None:
    assert read_day("om en måned", date(2027, 1, 31)) == date(2027, 2, 28)


def test_a_weekday_before_a_date_must_be_the_right_one() -> None:
    assert read_day("tirsdag 1.12", TODAY) == date(2026, 12, 1)
    with pytest.raises(DayFault) as fault:
        read_day("fredag 1.12", TODAY)
    assert render(fault.value.message) == "Det stemmer ikke: 1.12 er en tirsdag. Rett det ene eller det andre."


@pytest.mark.parametrize(
    "text", ["31.2", "32.1", "1.13", "0.1", "2026-13-01", "1.1.1999", "om 999 måneder", "1.1.2100"]
)
def test_a_day_that_does_not_exist_is_refused_as_such(text: str) -> None:
    with pytest.raises(DayFault) as fault:
        read_day(text, TODAY)
    assert "finnes ikke" in render(fault.value.message)


@pytest.mark.parametrize(
    "text", ["", "snart", "1", "uke 49", "neste fredag", "om noen dager", "om 2 år", "på", "fr", "--"]
)
def test_what_is_not_a_day_is_refused_with_what_to_write_instead(text: str) -> None:
    with pytest.raises(DayFault) as fault:
        read_day(text, TODAY)
    assert "Skriv for eksempel «1.12»" in render(fault.value.message)


@given(
    day=st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)), today=st.dates(date(2000, 1, 1), date(2090, 1, 1))
)
def test_a_full_date_means_the_same_whatever_day_it_is(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{day.day}.{day.month}.{day.year}", today) == day


@given(text=st.text(max_size=20), today=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_text_is_a_day_or_a_fault(text: str, today: date) -> None:
    with suppress(DayFault):
        assert FIRST_YEAR <= read_day(text, today).year <= LAST_YEAR
