"""How a command of this program has to be typed here, so that whoever is told of one can copy it as it stands."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from aml_okt.core.text import one_line
from aml_okt.files.folders import APP, SETTINGS_NAME, configuration_folder, usual_root
from aml_okt.files.language_line import language_in
from aml_okt.files.single_file import single_file
from aml_okt.i18n import chosen_language, known_language


def called() -> str:
    """What to type for the program itself: its name where the shell finds it, and else where it is."""
    return _typed(_begins())


def command(root: Path, *words: str) -> str:
    """A command as it has to be typed here for the sessions in `root`."""
    elsewhere = root.resolve() != usual_root().resolve()
    spoken = chosen_language()
    # What the settings say need not be said again.
    said = spoken and spoken != known_language(language_in(configuration_folder() / SETTINGS_NAME))
    for_all = (*(("--lang", spoken) if spoken and said else ()), *(("--dir", str(root)) if elsewhere else ()))
    return _typed((*_begins(), *for_all, *words))


def this_program() -> tuple[str, ...]:
    """What begins this very program in another process, wherever it is; what it is to do comes after."""
    file = single_file()
    # Without -P a file in the folder one stands in could be taken for a part of the program.
    return (sys.executable, "-P", *(("-m", "aml_okt") if file is None else (str(file.resolve()),)))


def _begins() -> tuple[str, ...]:
    if file := single_file():
        return ("py" if os.name == "nt" else "python3", str(file))
    path = Path(sys.argv[0])
    hidden = path.name.startswith(APP) and shutil.which(APP) is None
    return (str(path) if hidden else APP,)


def _typed(words: tuple[str, ...]) -> str:
    return one_line(" ".join(map(_quoted, words)))


def _quoted(word: str) -> str:
    """A word of a command, in quotation marks where a shell would take it for something else; «økter» it would not."""
    return word if re.fullmatch(r"[\w@%+=:,./\\-]+", word) else shlex.quote(word)
