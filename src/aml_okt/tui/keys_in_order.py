"""Keys, one after the other, however fast they come.

Textual sends each key on at once to what has the focus then. A key that moves the focus, such as the one that goes to
the note, comes back to the app behind the letters that were typed after it, and those would be taken for commands.
Here a key waits until whoever got the one before is done with it, and until a dialog that it opens is there. Letters
for a field move nothing, and go to it at once.
"""

import asyncio
from collections import deque
from contextlib import suppress

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds at most that a key waits for the one before it: what had that one may be gone, or may hang."""


_LOOK = 0.01
"""Seconds between looks at what is not there yet."""


class Landed(Message):
    """Follows a key on its way through the widgets, and comes to the app when all of them are done with the key.

    It goes twice: first behind the key, then behind what the widgets have told each other because of it.
    """

    def __init__(self, key: int, *, again: bool = False) -> None:
        super().__init__()
        self.key, self.again = key, again


class KeysInOrder(App[None]):
    """An app in which no key overtakes another."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._all_landed = asyncio.Event()
        self._all_landed.set()
        self._sent = 0
        self._on_its_way: int | None = None
        self._target: MessagePump | None = None
        self._last_key: float | None = None

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while another is on its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._last_key = asyncio.get_running_loop().time()
        if self._on_its_way is None and not self._held and self._is_letter(event):
            await super().on_event(event)
            return
        self._held.append(event)
        self._all_landed.clear()
        if self._on_its_way is None:
            await self._send_held(None)

    def _is_letter(self, event: events.Key | events.Paste) -> bool:
        """Whether it is text for the field that has the focus."""
        if self.focused is None:
            return False
        return isinstance(event, events.Paste) or self.focused.check_consume_key(event.key, event.character)

    def quiet_for(self) -> float:
        """Seconds since the last key; since this was first asked, where there has been none."""
        now = asyncio.get_running_loop().time()
        if self._last_key is None:
            self._last_key = now
        return now - self._last_key

    def opens_something(self) -> bool:
        """Whether what the last key was for is about to be there, but is not yet."""
        return False

    async def keys_have_landed(self, seconds: float) -> None:
        """Wait until all keys that have been pressed are where they belong; not to be asked for by a key itself."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._all_landed.wait(), seconds)

    @on(Landed)
    async def _land(self, landed: Landed) -> None:
        landed.stop()
        if landed.key != self._on_its_way:
            return
        follower = Landed(landed.key, again=True)
        if landed.again or self._target is None or not self._target.post_message(follower):
            await self._go_on_after(landed.key, asyncio.get_running_loop().time() + PATIENCE)

    async def _go_on_after(self, key: int, latest: float) -> None:
        if self.opens_something() and asyncio.get_running_loop().time() < latest:
            self.set_timer(_LOOK, lambda: self._go_on_after(key, latest))
        else:
            # Textual moves the focus a turn later than it is told to.
            self.call_later(self._send_held, key)

    async def _send_held(self, after: int | None) -> None:
        """Send the next key on its way, if that one is the last that was sent, and what tells of its end after it."""
        if after != self._on_its_way:
            return
        self._on_its_way = None
        while self._held and self._on_its_way is None:
            event = self._held.popleft()
            if self._is_letter(event):
                await super().on_event(event)
                continue
            self._target = target = self.focused or (self.screen if self.screen_stack else self)
            self._sent += 1
            self._on_its_way = self._sent
            await super().on_event(event)
            give_up = Landed(self._sent, again=True)
            asyncio.get_running_loop().call_later(PATIENCE, self.post_message, give_up)
            if not target.post_message(Landed(self._sent)):
                self._on_its_way = None
        if self._on_its_way is None:
            self._all_landed.set()
