"""The session that is led: the one to offer, taken up with what is to be told of it, or begun without a question."""

from aml_okt.core.session import Stage
from aml_okt.i18n import render
from aml_okt.loading import LoadedSession, load_again, load_session
from aml_okt.opening import Opening, found_again_in_words, mended_in_words
from aml_okt.runner import SessionRunner, Setup
from aml_okt.scene.news import WELCOME_BACK


def left_to_take_up(opening: Opening) -> LoadedSession | None:
    """The session that was asked for by name, or the one to offer.

    Raises:
        OSError, DamagedJournalError, NotASessionError: when it cannot be read.

    """
    left = opening.resume or opening.interrupted
    if opening.left is not None and opening.left.folder == left:
        return load_again(opening.left)
    return None if left is None else load_session(left)


def asks_first(opening: Opening, loaded: LoadedSession) -> bool:
    """Whether to ask what to do about a session: one that has ended leaves no choice, and the user may have chosen."""
    return loaded.state.stage is not Stage.FINISHED and not (opening.go and opening.resume)


def take_up(opening: Opening, loaded: LoadedSession, *, gap_counts: bool) -> tuple[SessionRunner, str, tuple[str, ...]]:
    """Take a session up: what leads it, a welcome where it goes on, and what is to be told of its files.

    Raises:
        OSError, SessionBusyError, DamagedJournalError, NotASessionError: when it cannot be led.

    """
    runner = SessionRunner.take_up(loaded.folder, opening.clock, gap_counts=gap_counts, loaded=loaded)
    told = (
        mended_in_words(runner.mended, loaded.missing),
        found_again_in_words(runner.found_again),
        opening.warning,
    )
    welcome = "" if runner.state.stage is Stage.FINISHED else render(WELCOME_BACK)
    return runner, welcome, tuple(filter(None, told))


def begun_at_once(opening: Opening) -> SessionRunner | None:
    """A new session of those who are named, where nothing is to be asked first.

    Raises:
        OSError: when the disk refuses.

    """
    if not (opening.go and opening.names):
        return None
    setup = Setup(opening.unit, opening.place, opening.names, opening.latest_end, rehearsal=opening.rehearsal)
    return SessionRunner.create(opening.root, opening.agenda_file, setup, opening.clock)
