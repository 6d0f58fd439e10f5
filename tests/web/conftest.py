"""A server with a program behind it that tells what it was told, and a client that asks as a browser does."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, DummyCookieJar, WSMsgType, web

from aml_okt.web.address import Address
from aml_okt.web.guard import Hosts
from aml_okt.web.serving import RoomServer

PATIENCE = 20.0
"""Seconds to wait for what must come; machines are shared."""

ECHO = """
import os, sys

def draw(data):
    os.write(1, b"D" + len(data).to_bytes(4, "big") + data)

os.write(1, b"__GANGLION__\\n")
draw(f"{os.environ['COLUMNS']}x{os.environ['ROWS']}".encode())
while data := os.read(0, 65536):
    draw(data)
"""
"""Draws the size it begins with, and then whatever it is told, byte for byte."""


class Client:
    """Asks a server on this machine."""

    def __init__(self, session: ClientSession, port: int) -> None:
        self.session, self.host = session, f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"

    async def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of an answer."""
        async with self.session.get(f"{self.url}{path}", headers=headers, allow_redirects=False) as answer:
            text = (await answer.read()).decode("utf-8", "replace")
            return answer.status, text, dict(answer.headers)

    async def look(self, query: str = "?width=120&height=30", origin: str = "") -> ClientWebSocketResponse:
        """Open the websocket as the page does."""
        return await self.session.ws_connect(f"{self.url}/ws{query}", headers={"Origin": origin or self.url})


async def drawn(socket: ClientWebSocketResponse) -> bytes:
    """The next thing that is drawn, without its packet."""
    message = await socket.receive(timeout=PATIENCE)
    assert message.type is WSMsgType.BINARY, message
    return bytes(message.data)


@asynccontextmanager
async def serving(command: Sequence[str], address: Address | None = None) -> AsyncIterator[Client]:
    """A server for this command on a free port, and a client for it."""
    hosts = Hosts.of(address or Address())
    runner = web.AppRunner(RoomServer(command).application(hosts), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession(cookie_jar=DummyCookieJar()) as session:
            yield Client(session, runner.addresses[0][1])
    finally:
        await runner.cleanup()


@pytest.fixture
def echo(tmp_path: Path) -> tuple[str, ...]:
    """The command of a program that tells what it was told."""
    program = tmp_path / "echo.py"
    program.write_text(ECHO, encoding="utf-8")
    return (sys.executable, str(program))


def run(story: Callable[[], Awaitable[None]]) -> None:
    """Let a story of servers and clients happen."""

    async def told() -> None:
        await asyncio.wait_for(story(), 2 * PATIENCE)

    asyncio.run(told())


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Ask again and again until something holds; `run` has the patience."""
    while not await holds():  # noqa: ASYNC110 - another process cannot set an event of ours
        await asyncio.sleep(0.02)
