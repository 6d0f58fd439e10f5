"""A document that is asked for at a place of the user's own."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.files.documents import Filed, file_document

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX has the pipes and links used here")
NOW = SettableClock(datetime(2026, 11, 23, 10, tzinfo=UTC)).now()


def file_at(target: Path) -> Filed:
    session = target.parent / "økt"
    session.mkdir()
    return file_document(session, "referat.md", b"# Referat\n", NOW, target)


@posix
def test_a_link_stays_one_and_what_it_leads_to_is_the_document(tmp_path: Path) -> None:
    (tmp_path / "arkiv.md").write_bytes(b"before\n")
    target = tmp_path / "referat.md"
    target.symlink_to("arkiv.md")

    assert file_at(target) == Filed(target)
    assert target.is_symlink()
    assert (tmp_path / "arkiv.md").read_bytes() == b"# Referat\n"


@posix
def test_a_pipe_gets_the_document_and_stays_a_pipe(tmp_path: Path) -> None:
    target = tmp_path / "rør"
    os.mkfifo(target)
    got: list[bytes] = []
    # A daemon, so that it ends with the tests where nothing is ever written.
    reader = threading.Thread(target=lambda: got.append(target.read_bytes()), daemon=True)
    reader.start()
    file_at(target)
    assert target.is_fifo()

    reader.join()
    assert got == [b"# Referat\n"]
