"""Textual's driver for browsers, made to end with the server that it draws for, and to heed nothing but its size.

Textual's own goes on for ever when its server has been killed, and falls over it when it draws next; what is typed in
a browser it would take for keys.
"""

import os
from typing import Any

from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver

from aml_okt.tui.hang_up import HungUp


class ServedDriver(WebDriver):
    """Draws to a server; the app gets `HungUp` when there is none any more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever Textual hands over
        super().__init__(*args, **kwargs)
        self._write = self._put  # type: ignore[assignment] # Textual writes with this, and fails where it fails
        self._told = False

    def run_input_thread(self) -> None:
        """Listen to the server until it hangs up; what a browser typed is dropped."""
        stream = ByteStream()
        for data in self._input_reader:
            for kind, payload in stream.feed(data) if data else ():
                if kind == "M":
                    self._on_meta(kind, payload)
        if not self.exit_event.is_set():
            self._hang_up()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take a new size; nothing else that a server could ask for is of use to a room."""
        if packet_type == "resize":
            super().on_meta(packet_type, payload)

    def _put(self, data: bytes) -> int:
        left = data
        try:
            while left:
                left = left[os.write(self.fileno, left) :]
        except OSError:
            self._hang_up()
        return len(data) - len(left)

    def _hang_up(self) -> None:
        if not self._told:
            self._told = True
            self.send_message(HungUp())
