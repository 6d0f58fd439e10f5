"""What holds for every test: a zone of one's own, and how hard hypothesis searches."""

import atexit
import gettext
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from aml_okt.clock import SettableClock
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import built_in_agenda
from aml_okt.i18n import SOURCE_LANGUAGE, use_language, use_translations
from aml_okt.runner import AgendaFile, SessionRunner, Setup
from tests.builders import MONDAY, OSLO, PEOPLE

os.environ["TZ"] = OSLO.key
if hasattr(time, "tzset"):
    time.tzset()

# What a program under test keeps for itself outside the folder it is given, such as a note that had no place there.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="aml-okt-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

# The same code gets the same answer: what a check says of a change must not hang on chance. `just thorough` looks
# elsewhere each time.
settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=True,
)
settings.register_profile(
    "thorough", settings.get_profile("default"), max_examples=1000, stateful_step_count=80, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_xdist_auto_num_workers() -> int:
    """Two workers for each processor: half of what many tests do is to wait, for a process, a terminal or the disk."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _speaking_the_source_language() -> Iterator[None]:
    """What one test has chosen is not the next one's language."""
    yield
    # Other words of the source language, which a test has put in, are no other language.
    use_translations(SOURCE_LANGUAGE, gettext.NullTranslations())
    use_language(None)


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands at ten o'clock in Oslo, 23 November 2026."""
    return SettableClock(MONDAY, OSLO)


@pytest.fixture
def night_clock() -> SettableClock:
    """A clock that stands a quarter of an hour before summer time ends in Oslo, 25 October 2026."""
    return SettableClock(datetime(2026, 10, 25, 0, 45, tzinfo=UTC), OSLO)


@pytest.fixture
def runner(tmp_path: Path, clock: SettableClock) -> Iterator[SessionRunner]:
    """A session of five with the default agenda that has not begun."""
    path = built_in_agenda()
    agenda = AgendaFile(load_agenda(path), path, path.read_bytes())
    session = SessionRunner.create(tmp_path, agenda, Setup("Barnevernet", "Møterom 2", PEOPLE[:5]), clock)
    yield session
    session.close()
