"""Every error that a user can meet, in words."""

import errno
from datetime import datetime
from pathlib import Path

import pytest

from aml_okt.cli.expected import failure
from aml_okt.core.course import NotASessionError
from aml_okt.files.folders import NoSuchSessionError
from aml_okt.files.journal import DamagedJournalError
from aml_okt.files.lock import SessionBusyError, Writer
from tests.builders import OSLO


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOENT, "notat.md: fila eller mappa finnes ikke."),
        (errno.EACCES, "notat.md: du har ikke tilgang."),
        (errno.ENOSPC, "notat.md: disken er full."),
        (errno.EROFS, "notat.md: der kan det ikke skrives."),
        (errno.EIO, "notat.md: disken svarer ikke som den skal."),
        (errno.ENODEV, f"notat.md: maskinen tillater det ikke (feil {errno.ENODEV})."),
    ],
)
def test_what_the_system_refuses_is_told_without_its_english(number: int, sentence: str) -> None:
    told = failure(OSError(number, "English words", "notat.md"))

    assert (told.message, told.exit_code) == (sentence, 1)


def test_a_refusal_without_a_file_is_told_too() -> None:
    assert failure(OSError(errno.ENOSPC, "No space left")).message == "Det gikk ikke: disken er full."


def test_a_busy_session_tells_who_where_and_since_when() -> None:
    writer = Writer("kari", "pc-7", 4711, datetime(2026, 11, 23, 9, 58, tzinfo=OSLO))

    assert failure(SessionBusyError(writer)).message == (
        "Økta er åpen hos kari på pc-7 (prosess 4711) og har vært det siden mandag 23. november 2026 kl. 09:58. "
        "Lukk den der først."
    )


def test_a_busy_session_that_does_not_say_who_is_told_too() -> None:
    assert "Lukk den der først." in failure(SessionBusyError(None)).message


def test_a_damaged_journal_tells_which_and_where() -> None:
    assert failure(DamagedJournalError(Path("a/journal.jsonl"), 7)).message == (
        f"Loggen {Path('a/journal.jsonl')} er skadet på linje 7, så økta kan ikke åpnes. "
        "Notatene i mappa «notes» er hele."
    )


def test_a_journal_that_does_not_fit_the_agenda_is_a_sentence() -> None:
    assert failure(NotASessionError("x")).message == (
        "Loggen og agendaen i mappa hører ikke sammen, så økta kan ikke åpnes. Notatene er hele."
    )


def test_a_name_that_acts_is_shown_and_does_nothing() -> None:
    told = failure(NoSuchSessionError("\x1b[2J"))

    assert (told.exit_code, "\x1b" in told.message) == (2, False)


def test_an_error_that_nobody_expected_is_not_explained_away() -> None:
    with pytest.raises(ZeroDivisionError):
        failure(ZeroDivisionError())
