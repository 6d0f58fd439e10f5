"""Beginning anew in another language: screens are loaded in one, with its keys, so that it takes another process."""

import os
import subprocess
import sys

from aml_okt.files.invocation import this_program


def begin_anew() -> int:
    """Do what this command was asked to, without asking about the last session again; its exit status."""
    command = (*this_program(), *(sys.argv[1:] or ("start",)), "--new")
    if os.name == "nt":
        return subprocess.call(command)  # noqa: S603 - this very program; there, a process cannot become another
    os.execv(command[0], command)  # noqa: S606 - the same
    return 0
