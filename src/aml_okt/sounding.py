"""What the clock's cues sound like: a command of the user's own, where one is settled, and else nothing from here."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from aml_okt.core.cues import Cue
from aml_okt.files.settings import Command, Settings

MOST_AT_ONCE = 3
"""More sounds than this at once are noise, or a command that hangs."""


class Sounds:
    """Plays the user's own sounds. Nothing waits for them; one that goes on when the program ends is left to end."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._commands: Mapping[Cue, Command] = {} if settings is None else settings.cue
        self._folder: Path | None = None if settings is None else settings.folder
        self._playing: list[tuple[Cue, subprocess.Popen[bytes]]] = []
        self._broken: set[Command] = set()

    def unheard(self) -> tuple[Cue, ...]:
        """The cues whose sound has failed since this was last asked; that command is not tried again."""
        over = [(cue, process) for cue, process in self._playing if process.poll() is not None]
        self._playing = [each for each in self._playing if each not in over]
        failed = tuple(cue for cue, process in over if process.returncode)
        self._broken |= {self._commands[cue] for cue in failed}
        return failed

    def play(self, cue: Cue) -> bool:
        """Begin to play the sound of a cue; whether there is one, so that nothing else need be heard.

        Whether it can be heard is known when it has ended: `unheard` tells of one that could not.

        The command runs in the folder of the settings, by no shell, and with nothing of ours to read or write.

        Raises:
            OSError: when it cannot be run.

        """
        command = self._commands.get(cue)
        still = sum(process.poll() is None for _cue, process in self._playing)
        if not command or command in self._broken or still >= MOST_AT_ONCE:
            return False
        process = subprocess.Popen(  # noqa: S603 - what the user has written in their own settings
            command,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._playing.append((cue, process))
        return True

    def wait(self) -> None:
        """Wait until all that is playing has been played."""
        for _cue, process in self._playing:
            process.wait()
