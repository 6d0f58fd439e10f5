"""Sessions as a report reads them."""

from pathlib import Path

from aml_okt.core.report import Contribution
from aml_okt.reporting import Unreadable, Wanted, read_sessions
from tests.many_sessions import write_many

MANY = 520
"""Enough for other processes to be asked."""


def test_many_processes_find_what_one_finds_what_is_wrong_included(tmp_path: Path) -> None:
    held = list(write_many(tmp_path, MANY))
    (held[7].folder / "journal.jsonl").write_bytes(b"tull\n")
    alone, together = (list(read_sessions([tmp_path], Wanted(), processes)) for processes in (1, 2))

    assert [read for read in together if isinstance(read, Contribution)] == [
        read for read in alone if isinstance(read, Contribution)
    ]
    assert [read.folder for read in together if isinstance(read, Unreadable)] == [held[7].folder]
    assert len(together) == len(alone) == MANY
