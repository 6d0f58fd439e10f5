"""The last line of defence: whatever the command line did not expect ends in a sentence and a report."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from aml_okt.cli import program
from aml_okt.cli.program import ASKED
from aml_okt.files.invocation import called
from aml_okt.i18n import gettext as _


def enter() -> None:
    """Run the command that was given, and end the process."""
    _never_fail_on_letters(sys.stdout)
    _never_fail_on_letters(sys.stderr)
    try:
        if ASKED in os.environ:
            # A shell asks how the line goes on, which few do.
            import aml_okt.cli.completing  # noqa: F401, PLC0415 - click finds there what it answers with
        # What to type for the program is not always its name; what a shell asks by always is.
        program.main(prog_name=called(), complete_var=ASKED)
    except Exception as error:  # noqa: BLE001 - the last one who can say it in words
        _tell(error)
        sys.exit(1)


def _tell(error: Exception) -> None:
    """Say that the program has failed, and where a report of it is."""
    # What a report takes is loaded for those who need one.
    from aml_okt.cli.crash import log_folder, report  # noqa: PLC0415
    from aml_okt.clock import SystemClock  # noqa: PLC0415
    from aml_okt.core.text import one_line  # noqa: PLC0415

    path = report(error, SystemClock(), log_folder())
    sentence = _("Noe gikk galt i programmet. Det som er lagret, er trygt.")
    if path is not None:
        sentence += " " + _("Hva som skjedde, står i {path}.").format(path=one_line(str(path)))
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr)  # noqa: T201 - there is nothing left but to say so


def _never_fail_on_letters(stream: TextIO | None) -> None:
    """Let a stream that cannot write some letter write a question mark instead."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
