"""The server: a page, the files it is made of, and a websocket for each browser with a process behind it.

textual-serve has a server too. It lists its folders, fetches files, reads the page's letters from elsewhere, answers
any page's websocket, hands every key on and logs what stood in its variables. Each part of it would have to be
replaced, so what is used of the library is its script, its letters and its service (`page.py`, `room_process.py`).
"""

import asyncio
import logging
import signal
from collections.abc import Callable, Sequence

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.http_exceptions import HttpProcessingError

from aml_okt.i18n import ngettext
from aml_okt.signals import BY_SIGNAL, SIGNALS
from aml_okt.web.address import Address
from aml_okt.web.guard import Hosts, guard, protect
from aml_okt.web.page import FILES, page, script
from aml_okt.web.room_process import RoomProcess, first_size, new_size

MOST_BROWSERS = 8
"""So many may look at once: each costs this machine a process."""

HEARTBEAT = 15.0
"""Seconds between questions to a browser whether it is still there."""

GOODBYE = 2.0
"""Seconds that a browser gets to answer that it has been sent away, and an answer under way to reach it."""

LONGEST_WORD = 1024
"""Bytes of the longest message that is taken from a browser; it has little to say."""

ALIVE = '["alive"]'
"""What a page asks, and is answered, to know that the server has not vanished."""


class CannotListenError(Exception):
    """The system refuses the address; `reason` is its own error."""

    def __init__(self, address: Address, reason: OSError) -> None:
        super().__init__(address, reason)
        self.address, self.reason = address, reason


class RoomServer:
    """Serves what `command` draws for a browser, to as many as there may be."""

    def __init__(self, command: Sequence[str], *, light: bool = False) -> None:
        self._command, self._light = tuple(command), light
        self._browsers: set[web.WebSocketResponse] = set()

    def application(self, hosts: Hosts) -> web.Application:
        """What answers requests to any of these hosts."""
        app = web.Application(middlewares=[guard(hosts)])
        app.router.add_get("/", self._page)
        app.router.add_get("/place", self._place, allow_head=False)
        app.router.add_get("/ws", self._show, allow_head=False)
        app.router.add_get("/textual.js", _script)
        for name in FILES:
            app.router.add_get(name, _file)
        app.on_response_prepare.append(protect)
        app.on_shutdown.append(self._part)
        return app

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=page(light=self._light), content_type="text/html")

    async def _place(self, _request: web.Request) -> web.Response:
        """Whether there is a place for one more browser."""
        return web.Response(status=503, text=_full()) if self._is_full else web.Response(status=204)

    @property
    def _is_full(self) -> bool:
        return len(self._browsers) >= MOST_BROWSERS

    async def _show(self, request: web.Request) -> web.WebSocketResponse:
        """Show the room to one browser for as long as it looks."""
        browser = web.WebSocketResponse(heartbeat=HEARTBEAT, timeout=GOODBYE, max_msg_size=LONGEST_WORD)
        await browser.prepare(request)
        if self._is_full:
            await browser.close(code=WSCloseCode.TRY_AGAIN_LATER, message=_full().encode())
            return browser

        async def close() -> None:
            await browser.close()

        room = RoomProcess(self._command, write=browser.send_bytes, close=close)
        self._browsers.add(browser)
        try:
            await room.start(*first_size(request.query.get("width", ""), request.query.get("height", "")))
            await _listen(browser, room)
        except OSError:
            # The machine has no more processes or files, or the browser has gone while it was answered: both may pass.
            await browser.close(code=WSCloseCode.TRY_AGAIN_LATER)
        finally:
            await room.stop()
            self._browsers.discard(browser)
        return browser

    async def _part(self, _app: web.Application) -> None:
        """Send the browsers away; each takes its process with it."""
        await asyncio.gather(*(browser.close(code=WSCloseCode.GOING_AWAY) for browser in self._browsers))


async def _listen(browser: web.WebSocketResponse, room: RoomProcess) -> None:
    """Take a new size from a browser and answer whether we are alive; whatever else it says is nothing to us."""
    async for message in browser:
        if message.type is not WSMsgType.TEXT:
            continue
        if message.data == ALIVE:
            await browser.send_str(ALIVE)
        elif (size := new_size(message.data)) is not None:
            await room.set_terminal_size(*size)


async def _script(_request: web.Request) -> web.Response:
    return web.Response(text=script(), content_type="text/javascript")


async def _file(request: web.Request) -> web.FileResponse:
    path, kind = FILES[request.path]
    return web.FileResponse(path, headers={"Content-Type": kind})


def _full() -> str:
    sentence = ngettext(
        "Skjermen vises allerede i {count} vindu. Lukk det, så kommer den her.",
        "Skjermen vises allerede i {count} vinduer. Lukk ett av dem, så kommer den her.",
        MOST_BROWSERS,
    )
    return sentence.format(count=MOST_BROWSERS)


class _Faults(logging.Handler):
    """Takes what aiohttp would print, and tells of faults that are our own."""

    def __init__(self, tell: Callable[[BaseException], object]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None and not isinstance(fault, HttpProcessingError):
            self._tell(fault)


def _logger(tell: Callable[[BaseException], object]) -> logging.Logger:
    logger = logging.Logger("aml_okt.web")  # noqa: LOG001 - nothing that others set for all loggers may make it print
    logger.addHandler(_Faults(tell))
    return logger


async def serve(
    server: RoomServer,
    address: Address,
    *,
    begun: Callable[[Address], object],
    fault: Callable[[BaseException], object],
) -> int:
    """Serve until a signal comes; the exit status that tells of it.

    `begun` is told the address once browsers can open it, and `fault` of what went wrong for one browser while the
    others go on.

    Raises:
        CannotListenError: when the system refuses the address.

    """
    stopped = _signal_that_comes()
    runner = web.AppRunner(
        server.application(Hosts.of(address)), access_log=None, logger=_logger(fault), shutdown_timeout=GOODBYE
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as reason:
            raise CannotListenError(address, reason) from reason
        begun(Address(address.host, runner.addresses[0][1]))
        return BY_SIGNAL + await stopped
    finally:
        await runner.cleanup()


def _signal_that_comes() -> asyncio.Future[int]:
    """The number of the first signal that asks the program to end; Windows has none but Ctrl+C, which Python raises."""
    loop = asyncio.get_running_loop()
    first: asyncio.Future[int] = loop.create_future()

    def note(number: int) -> None:
        if not first.done():
            first.set_result(number)

    for number in SIGNALS:
        # Whoever started this with nohup wants it to go on when the terminal is closed.
        if signal.getsignal(number) is signal.SIG_IGN:
            continue
        try:
            loop.add_signal_handler(number, note, number)
        except NotImplementedError:
            break
    return first
