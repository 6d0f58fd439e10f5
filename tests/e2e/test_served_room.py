"""A served room ends in order, whoever ends it, and leaves no process behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from aml_okt.clock import SystemClock
from aml_okt.files.built_in import built_in_agenda
from aml_okt.opening import read_agenda_file
from aml_okt.runner import SessionRunner, Setup
from aml_okt.tui.theme import LIGHT
from tests.e2e.browser import HEARING, Server, wait_until_gone
from tests.e2e.conftest import PATIENCE, Terminal

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")


@pytest.fixture
def server(program: str, tmp_path: Path) -> Iterator[Server]:
    """The room, served, with no session to show: its picture then changes once a minute."""
    started = Server([program, "--dir", str(tmp_path / "sessions")])
    yield started
    if started.process.poll() is None:
        started.end()


def look(
    server: Server, then: Callable[[ClientWebSocketResponse], Awaitable[None]], seen: str = "Her kommer økta"
) -> None:
    """Be a browser that sees the room, and do something."""

    async def story() -> None:
        async with (
            ClientSession() as session,
            session.ws_connect(f"{server.url}/ws?width=80&height=24", headers={"Origin": server.url}) as socket,
        ):
            drawn = b""
            while seen.encode() not in drawn:
                message = await socket.receive(timeout=PATIENCE)
                assert message.type is WSMsgType.BINARY
                drawn += message.data
            await then(socket)

    asyncio.run(asyncio.wait_for(story(), 2 * PATIENCE))


def test_the_process_ends_when_its_browser_goes(server: Server) -> None:
    drawing: list[int] = []

    async def then(_socket: ClientWebSocketResponse) -> None:
        drawing.extend(server.children())

    look(server, then)
    assert len(drawing) == 1
    wait_until_gone(drawing[0])
    assert server.end() == (143, "")


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_a_signal_ends_the_server_and_every_process_with_it(server: Server, number: int, status: int) -> None:
    async def then(_socket: ClientWebSocketResponse) -> None:
        (drawing,) = server.children()
        assert await asyncio.to_thread(server.end, number) == (status, "")
        await asyncio.to_thread(wait_until_gone, drawing)

    look(server, then)


def test_ctrl_c_in_the_terminal_ends_the_server_without_another_word(open_terminal: Callable[..., Terminal]) -> None:
    terminal = open_terminal("room", "--serve", ":0")
    terminal.until("Åpne http://127.0.0.1:", "Trykk Ctrl+C her for å slutte å vise skjermen.")
    terminal.press("ctrl+c")

    assert terminal.wait_for_end() == 130
    assert len(terminal.text.split("Økta fortsetter.")[1].strip(" \n^C")) == 0


def test_keys_do_nothing_to_a_room_even_from_a_browser_that_sends_them(server: Server) -> None:
    """`q` would leave, `d` would change the colours; a new size is the first thing that it draws again for."""

    async def then(socket: ClientWebSocketResponse) -> None:
        drawing = server.children()
        for key in ("q", "d", "\x11", "\x03", "\x10"):
            await socket.send_json(["stdin", key])
        await socket.send_json(["quit"])
        await socket.send_json(["resize", {"width": 100, "height": 30}])
        drawn = b""
        while "Her kommer økta".encode() not in drawn:
            message = await socket.receive(timeout=PATIENCE)
            assert message.type is WSMsgType.BINARY
            drawn += message.data
        assert server.children() == drawing
        assert LIGHT_GROUND not in drawn

    look(server, then)


LIGHT_GROUND = "48;2;{};{};{}".format(*bytes.fromhex(str(LIGHT.background).removeprefix("#"))).encode()


def test_a_room_that_crashes_is_let_go_of_and_another_browser_gets_its_own(server: Server) -> None:
    async def then(socket: ClientWebSocketResponse) -> None:
        (drawing,) = server.children()
        os.kill(drawing, signal.SIGKILL)
        while (await socket.receive(timeout=PATIENCE)).type is WSMsgType.BINARY:
            pass
        assert socket.closed

    look(server, then)

    async def nothing(_socket: ClientWebSocketResponse) -> None:
        """It is seen again."""

    look(server, nothing)


def test_a_named_session_is_shown_from_a_folder_that_a_shell_would_trip_over(program: str, tmp_path: Path) -> None:
    root = tmp_path / "økter; 'nei' $(exit) && --light"
    setup = Setup("Barnevernet", "Møterom 2", ("Kari", "Ola", "Åse"))
    runner = SessionRunner.create(root, read_agenda_file(built_in_agenda()), setup, SystemClock())
    runner.close()
    server = Server([program, "--dir", str(root)], "--light", runner.folder.name)

    async def nothing(_socket: ClientWebSocketResponse) -> None:
        """It is seen, and that is enough."""

    look(server, nothing, seen="Åse")
    assert server.end() == (143, "")


def test_whoever_opens_it_to_the_network_is_told_who_sees_the_names(program: str, tmp_path: Path) -> None:
    command = [program, "--dir", str(tmp_path / "sessions"), "room", "--serve", "0.0.0.0:0"]
    started = subprocess.Popen(
        [sys.executable, "-c", HEARING, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert started.stdout is not None
    assert "http://localhost:" in started.stdout.readline()
    started.send_signal(signal.SIGTERM)
    _said, warned = started.communicate(timeout=PATIENCE)

    assert started.returncode == 143
    assert warned == (
        "0.0.0.0 betyr alle adressene som denne maskinen har. Alle på nettverket som åpner adressen, ser navnene "
        "og hvem som er i fokus, og ingenting er kryptert. Ingen kan gjøre noe med økta derfra.\n"
    )
