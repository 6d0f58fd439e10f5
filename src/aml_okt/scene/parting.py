"""What is said when the program has let go of a session: where texts are that are not in their place."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aml_okt.files.note_file import Note, read_drafts
from aml_okt.i18n import gettext as _
from aml_okt.opening import set_aside_in_words, waiting_in_words
from aml_okt.runner import SessionRunner
from aml_okt.unsaved import unsaved_in_words


def parting_in_words(
    runner: SessionRunner, set_aside: Sequence[Path], *, lost: bool = False, plain: bool = False
) -> tuple[str, ...]:
    """Where texts are that another program wrote or that have no place, what no form saved, and that one is `lost`.

    `plain` is whether it was led without a screen.
    """
    unsaved: tuple[Note, ...] = ()
    with suppress(OSError):  # it is told of when the session is opened again
        unsaved = read_drafts(runner.folder)
    sentences = (
        _("Et notat ble ikke lagret.") if lost else "",
        set_aside_in_words(set_aside),
        waiting_in_words(runner.notebook.outstanding, runner.folder, plain=plain),
        *map(unsaved_in_words, unsaved),
    )
    return tuple(filter(None, sentences))
