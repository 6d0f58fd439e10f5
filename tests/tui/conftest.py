"""Sessions for the screens to show."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aml_okt.clock import SettableClock
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.folders import built_in_agenda
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from tests.builders import PEOPLE


@pytest.fixture
def runner(tmp_path: Path, clock: SettableClock) -> Iterator[SessionRunner]:
    """A session of five with the default agenda that has not begun."""
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    session = SessionRunner.create(tmp_path, agenda, Setup("Barnevernet", "Møterom 2", PEOPLE[:5]), clock)
    yield session
    session.close()
