"""A process that draws the room for one browser, and what the two may say to each other.

textual-serve's service speaks the language of Textual's driver for browsers. Here it starts the program without a
shell, hands on the size of the window and nothing else that a browser says, and ends the process by closing what the
process listens to, which is also what happens when the server is killed.
"""

import asyncio
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Annotated, Any, Literal

import msgspec
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from aml_okt.web import DRIVER

PATIENCE = 3.0
"""Seconds that a process gets to end by itself."""

FEWEST_COLUMNS, MOST_COLUMNS = 10, 500
FEWEST_ROWS, MOST_ROWS = 5, 200
USUAL_SIZE = (80, 24)

_BEGUN = b"__GANGLION__\n"
"""What Textual's driver writes before all else."""
_DRAWN = b"D"
_SIZE_DIGITS = 6


class _Cells(msgspec.Struct):
    width: Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]
    height: Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]


_RESIZE = msgspec.json.Decoder(tuple[Literal["resize"], _Cells])


def new_size(said: str) -> tuple[int, int] | None:
    """The columns and rows that a browser says it has now; None for whatever else it says."""
    try:
        _, cells = _RESIZE.decode(said)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    return within_reason(cells.width, cells.height)


def first_size(width: str, height: str) -> tuple[int, int]:
    """The columns and rows that a browser begins with, from the texts in its address."""
    read = [
        int(text) if text.isascii() and text.isdecimal() and len(text) <= _SIZE_DIGITS else usual
        for text, usual in zip((width, height), USUAL_SIZE, strict=True)
    ]
    return within_reason(*read)


def within_reason(columns: int, rows: int) -> tuple[int, int]:
    """The nearest size that the room can be drawn in at a price that one browser may ask."""
    return (
        min(max(columns, FEWEST_COLUMNS), MOST_COLUMNS),
        min(max(rows, FEWEST_ROWS), MOST_ROWS),
    )


class RoomProcess(AppService):
    """One process; `write` takes what it draws, and `close` is called when it has gone."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        write: Callable[[bytes], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(
            " ".join(command),
            write_bytes=write,
            write_str=_never_written,
            close=close,
            download_manager=DownloadManager(),
        )
        self._arguments = tuple(command)

    def _build_environment(self, width: int = USUAL_SIZE[0], height: int = USUAL_SIZE[1]) -> dict[str, str]:
        """Nothing of Textual's that this process was started with, such as a place for a log of all that is drawn."""
        whole = super()._build_environment(width, height)
        return {
            **{name: value for name, value in whole.items() if not name.startswith("TEXTUAL")},
            "PYTHONUTF8": "1",
            "TEXTUAL_ANIMATIONS": "none",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_DRIVER": DRIVER,
        }

    async def _open_app_process(self, width: int = USUAL_SIZE[0], height: int = USUAL_SIZE[1]) -> Process:
        """Start the program as it is: no shell reads its arguments, and Ctrl+C at the server is not for it."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=self._build_environment(width, height),
            **_apart(),
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Hand on what is drawn until the process or the browser has gone; links and files never."""
        process = self._process
        if process is None or process.stdout is None:
            return
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            await process.stdout.readuntil(_BEGUN)
            while True:
                kind = await process.stdout.readexactly(1)
                size = int.from_bytes(await process.stdout.readexactly(4), "big")
                payload = await process.stdout.readexactly(size)
                if kind == _DRAWN:
                    await self.on_data(payload)
        await self.remote_close()

    async def stop(self) -> None:
        """See the process end."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        await task


def _apart() -> dict[str, Any]:
    """How a process is started that no key at this terminal reaches."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


async def _never_written(_text: str) -> None:
    """A process only draws; a link to open or a file to fetch is nothing that a room shows."""
