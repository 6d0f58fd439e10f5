"""Times as an agenda writes them and as a clock shows them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.core.durations import MINUTE, SECOND, Rest, Span, TimeFault, digits, read_time, share

_HOUR = 60 * MINUTE
_seconds = st.integers(min_value=1, max_value=12 * 3600)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("15 min", 15 * MINUTE, 15 * MINUTE),
        ("15min", 15 * MINUTE, 15 * MINUTE),
        ("15 minutter", 15 * MINUTE, 15 * MINUTE),
        ("1 minutt", MINUTE, MINUTE),
        ("90 s", 90 * SECOND, 90 * SECOND),
        ("45 sekunder", 45 * SECOND, 45 * SECOND),
        ("1 min 30 s", 90 * SECOND, 90 * SECOND),
        ("2 t 30 min", 150 * MINUTE, 150 * MINUTE),
        ("1 time", _HOUR, _HOUR),
        ("12 timer", 12 * _HOUR, 12 * _HOUR),
        ("  7  -  8   MIN ", 7 * MINUTE, 8 * MINUTE),
        ("7-8 min", 7 * MINUTE, 8 * MINUTE),
        ("7–8 min", 7 * MINUTE, 8 * MINUTE),
        ("30 s - 2 min", 30 * SECOND, 2 * MINUTE),
        ("150-180 min", 150 * MINUTE, 180 * MINUTE),
        ("5-5 min", 5 * MINUTE, 5 * MINUTE),
        ("15\u00a0min", 15 * MINUTE, 15 * MINUTE),
    ],
)
def test_a_time_is_read_as_a_person_writes_it(text: str, least: timedelta, most: timedelta) -> None:
    assert read_time(text) == Span(least, most)


@pytest.mark.parametrize("text", ["rest", "Rest", " REST "])
def test_rest_is_what_is_left(text: str) -> None:
    assert read_time(text) is Rest.REST


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "min", "15", "7-8", "9:30", "09:30", "15:00", "017", "no", "~", "-5 min", "7--8 min", "5 min-"),
        *("1.5 min", "1,5 t", "½ time", "15 min.", "15 min 30", "15 m", "15 min, 30 s", "100000 min", "7-8-9 min"),
        *("15 år", "femten min", "² min", "rest 5 min", "1e3 s", "٣ min"),
    ],
)
def test_what_is_not_a_time_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(TimeFault) as caught:
        read_time(text)
    assert "Skriv for eksempel «15 min»" in caught.value.message.template


@pytest.mark.parametrize("text", ["7-8", "7-8 km", "7 km - 8 min", "0-2 min"])
def test_a_fault_quotes_all_that_was_written(text: str) -> None:
    with pytest.raises(TimeFault) as caught:
        read_time(text)
    assert caught.value.message.values == {"text": text}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("8-7 min", "baklengs"),
        ("2 min - 30 s", "baklengs"),
        ("0 min", "minst «1 s»"),
        ("0-2 min", "minst «1 s»"),
        ("12 t 1 s", "over 12 timer"),
        ("1 min - 13 t", "over 12 timer"),
        ("99999 t", "over 12 timer"),
    ],
)
def test_an_impossible_time_is_refused_for_what_it_is(text: str, says: str) -> None:
    with pytest.raises(TimeFault) as caught:
        read_time(text)
    assert says in caught.value.message.template


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_a_fault(text: str) -> None:
    try:
        time = read_time(text)
    except TimeFault:
        return
    assert time is Rest.REST or timedelta() < time.least <= time.most


@given(_seconds, _seconds)
def test_a_range_reads_back_as_its_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert read_time(f"{low}-{high} s") == Span(timedelta(seconds=low), timedelta(seconds=high))


@given(st.integers(min_value=0, max_value=50_000), st.integers(min_value=1, max_value=40))
def test_sharing_loses_nothing_and_favours_nobody_by_more_than_a_second(seconds: int, parts: int) -> None:
    shares = share(timedelta(seconds=seconds), parts)
    assert len(shares) == parts
    assert sum(shares, timedelta()) == timedelta(seconds=seconds)
    assert max(shares) - min(shares) <= SECOND
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("parts", [0, -1])
def test_a_time_cannot_be_shared_by_nobody(parts: int) -> None:
    with pytest.raises(ValueError, match="one or more"):
        share(MINUTE, parts)


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(), "0:00"),
        (7 * SECOND, "0:07"),
        (222 * SECOND, "3:42"),
        (59 * MINUTE + 59 * SECOND, "59:59"),
        (_HOUR, "1:00:00"),
        (65 * MINUTE, "1:05:00"),
        (-SECOND, "0:00"),
        (timedelta(milliseconds=999), "0:00"),
    ],
)
def test_a_clock_shows_whole_seconds_and_never_a_negative_number(span: timedelta, shown: str) -> None:
    assert digits(span) == shown
