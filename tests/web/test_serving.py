"""A browser sees what its process draws, says nothing but its size, and takes the process with it."""

import asyncio
import json
import os
import socket
import sys
from pathlib import Path

import pytest
from aiohttp import ClientWebSocketResponse, WSCloseCode, WSMsgType

from aml_okt.web.address import Address
from aml_okt.web.serving import ALIVE, LONGEST_WORD, MOST_BROWSERS, CannotListenError, RoomServer, serve
from tests.web.conftest import PATIENCE, Client, drawn, run, serving, until

RESIZED = b'{"type": "resize", "width": 90, "height": 25}'


def test_keys_and_all_that_is_no_size_never_reach_the_process(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            browser = await client.look()
            assert await drawn(browser) == b"120x30"
            said: object
            for said in (["stdin", "q"], ["stdin", "\x03"], ["focus"], ["blur"], ["ping", "1"], ["quit"], {}, 1, "x"):
                await browser.send_json(said)
            await browser.send_str("[")
            await browser.send_bytes(b'["stdin", "q"]')
            await browser.send_json(["resize", {"width": 90, "height": 25}])
            told = await drawn(browser)
            assert told == b"M" + len(RESIZED).to_bytes(4, "big") + RESIZED

    run(story)


def test_a_page_that_asks_whether_we_are_alive_is_answered(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            browser = await client.look()
            await drawn(browser)
            await browser.send_str(ALIVE)
            assert await browser.receive_str(timeout=PATIENCE) == ALIVE

    run(story)


def test_a_long_message_ends_the_talk_and_nothing_else(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            other, browser = await client.look(), await client.look()
            await drawn(browser)
            await browser.send_str("x" * (LONGEST_WORD + 1))
            assert await _end(browser) == WSCloseCode.MESSAGE_TOO_BIG
            assert await drawn(other) == b"120x30"

    run(story)


def test_one_browser_too_many_is_told_so_in_words_until_another_goes(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            browsers = [await client.look() for _ in range(MOST_BROWSERS)]
            for browser in browsers:
                await drawn(browser)
            status, text, _ = await client.get("/place")
            assert (status, text) == (503, f"Skjermen vises allerede i {MOST_BROWSERS} vinduer. {_ADVICE}")
            late = await client.look()
            message = await late.receive(timeout=PATIENCE)
            assert (message.type, message.data) == (WSMsgType.CLOSE, WSCloseCode.TRY_AGAIN_LATER)
            assert message.extra == text

            await browsers[0].close()
            await until(lambda: _has_place(client))
            assert await drawn(await client.look()) == b"120x30"

    run(story)


_ADVICE = "Lukk ett av dem, så kommer den her."


def test_a_process_that_has_gone_closes_its_websocket(tmp_path: Path) -> None:
    async def story() -> None:
        async with serving((sys.executable, "-c", "import os; os.write(1, b'__GANGLION__\\n')")) as client:
            await _end(await client.look())
        async with serving((sys.executable, "-c", "raise SystemExit(2)")) as client:
            await _end(await client.look())
        async with serving((str(tmp_path / "no such program"),)) as client:
            assert await _end(await client.look()) == WSCloseCode.TRY_AGAIN_LATER

    run(story)


@pytest.mark.skipif(os.name == "nt", reason="asks for processes by signal 0")
def test_a_process_ends_with_its_browser_even_when_it_would_not(tmp_path: Path) -> None:
    deaf = tmp_path / "deaf.py"
    deaf.write_text(
        "import os, time\n"
        "name = str(os.getpid()).encode()\n"
        "os.write(1, b'__GANGLION__\\nD' + len(name).to_bytes(4, 'big') + name)\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )

    async def story() -> None:
        async with serving((sys.executable, str(deaf))) as client:
            browser = await client.look()
            process = int(await drawn(browser))
            os.kill(process, 0)
            await browser.close()
            await until(lambda: _has_gone(process))

    run(story)


async def _has_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


async def _has_place(client: Client) -> bool:
    return (await client.get("/place"))[0] == 204


async def _end(browser: ClientWebSocketResponse) -> int | None:
    """Wait until the server has closed; its reason."""
    while True:
        message = await browser.receive(timeout=PATIENCE)
        if message.type in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}:
            return browser.close_code


def test_no_request_however_written_is_printed_or_is_a_fault_of_ours(
    echo: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    faults: list[BaseException] = []
    at: asyncio.Future[Address]

    async def story() -> None:
        nonlocal at
        at = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(serve(RoomServer(echo), Address(port=0), begun=at.set_result, fault=faults.append))
        port = (await at).port
        for sent in (
            b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/1.1\r\nHost: [\r\n\r\n", b"\r\n\r\n", b"x" * 100_000,
            b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n\r\n",
            b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /ws?width=\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        ):  # fmt: skip
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            writer.write_eof()
            await reader.read()
            writer.close()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(story)
    assert faults == []
    assert capfd.readouterr() == ("", "")


def _never(told: object) -> None:
    pytest.fail(f"nothing was to be told, but {told!r} was")


def test_a_port_that_is_taken_is_told_of(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = Address(port=taken.getsockname()[1])
            with pytest.raises(CannotListenError) as refused:
                await serve(RoomServer(echo), address, begun=_never, fault=_never)
            assert refused.value.address == address
            assert isinstance(refused.value.reason, OSError)

    run(story)


def test_a_fault_of_our_own_is_handed_on_and_the_others_go_on(
    echo: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    class Failing(RoomServer):
        @property
        def _is_full(self) -> bool:
            raise RuntimeError(json.dumps("HEMMELIG"))

    faults: list[BaseException] = []

    async def story() -> None:
        at: asyncio.Future[Address] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(serve(Failing(echo), Address(port=0), begun=at.set_result, fault=faults.append))
        port = (await at).port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /place HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = await reader.read()
        writer.close()
        assert answer.startswith(b"HTTP/1.1 500 ")
        assert b"HEMMELIG" not in answer
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(story)
    assert [type(fault) for fault in faults] == [RuntimeError]
    assert capfd.readouterr() == ("", "")
