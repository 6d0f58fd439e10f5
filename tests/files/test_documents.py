"""Documents of a session: at a place of the user's own, and in its folder by their names."""

import os
import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.export.formats import Format
from aml_okt.files.documents import NAMES, Filed, file_document
from aml_okt.files.swap import is_left_over

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


@pytest.mark.parametrize("form", Format)
def test_a_document_of_every_format_is_known_as_ours_and_so_is_what_a_killed_export_left_of_it(form: Format) -> None:
    assert re.fullmatch(NAMES, f"referat.{form}")
    assert re.fullmatch(NAMES, f"referat-anonym~annen-2.{form}")
    assert is_left_over(f".referat.{form}.a1b2c3d4.tmp")
