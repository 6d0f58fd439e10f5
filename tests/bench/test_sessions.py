"""The sessions that are measured are what they say."""

from pathlib import Path
from typing import get_args

from aml_okt.core.events import (
    Event,
    JournalMended,
    SessionEnded,
    SessionTakenUp,
    TimeboxHeld,
    WaitingEnded,
)
from aml_okt.core.session import Stage
from aml_okt.files.journal import JOURNAL_NAME, read
from aml_okt.loading import load_session
from tests.bench.sessions import at_step, eventful, led_to


def test_a_session_of_many_events_has_every_kind_and_stands_at_its_first_step(tmp_path: Path) -> None:
    folder = eventful(tmp_path, 800)
    state = load_session(folder).state
    kinds = {type(record.event) for record in read(folder / JOURNAL_NAME).records}
    # The end and taking up are not in the middle of a session, nothing waits for a time of day, and nothing is damaged.
    left_out = {SessionEnded, SessionTakenUp, WaitingEnded, JournalMended}

    assert set(get_args(Event)) - kinds <= left_out | {TimeboxHeld}
    assert state.stage is Stage.RUNNING
    assert state.course.at == 0
    assert 750 <= state.number <= 850


def test_a_session_is_led_to_where_it_is_wanted(tmp_path: Path) -> None:
    folder = led_to(tmp_path, at_step("refleksjon"), note="Noe vi sa.")
    state = load_session(folder).state

    assert state.step is not None
    assert state.step.id == "refleksjon"
    assert "Noe vi sa." in "".join(path.read_text("utf-8") for path in (folder / "notes").iterdir())
