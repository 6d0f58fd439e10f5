"""No other page reads the names through its visitor's browser."""

import asyncio
import socket

import pytest
from aiohttp import WSServerHandshakeError

from aml_okt.web.address import Address
from aml_okt.web.guard import Hosts
from aml_okt.web.page import FILES
from tests.web.conftest import Client, drawn, run, serving

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound to it here
PATHS = ("/", "/place", "/textual.js", *FILES, "/finnes-ikke")


@pytest.mark.parametrize(
    ("served", "asked", "answered"),
    [
        ("127.0.0.1", "127.0.0.1:8137", True),
        ("127.0.0.1", "localhost:8137", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("127.0.0.1", "[::1]:9000", True),
        ("127.0.0.1", "192.0.2.7:8137", False),
        ("127.0.0.1", "elsewhere.example:8137", False),
        ("127.0.0.1", "127.0.0.1.elsewhere.example", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "localhost:8137, elsewhere.example", False),
        ("127.0.0.1", "localhost/../", False),
        ("127.0.0.1", "kari@localhost", False),
        ("127.0.0.1", "localhost:8137\tx", False),
        (EVERYWHERE, "192.0.2.7:8137", True),
        (EVERYWHERE, "localhost:8137", True),
        (EVERYWHERE, f"{socket.gethostname()}:8137", True),
        (EVERYWHERE, "elsewhere.example:8137", False),
        ("min-pc", "min-pc:8137", True),
        ("min-pc", "MIN-PC.:8137", True),
        ("min-pc", "192.0.2.7:8137", True),
        ("min-pc", "elsewhere.example", False),
    ],
)
def test_only_hosts_that_were_asked_for_are_answered(
    served: str,
    asked: str,
    answered: bool,  # noqa: FBT001 - a table
) -> None:
    assert Hosts.of(Address(served)).accept(asked) is answered


@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_was_pointed_here_gets_nothing(echo: tuple[str, ...], path: str) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            status, text, _ = await client.get(path, Host="elsewhere.example:8137")
            assert (status, text) == (421, "Skjermen har ikke denne adressen.")

    run(story)


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://127.0.0.1:1", "http://localhost", "file://"]
)
def test_another_page_gets_no_websocket_and_no_answer(echo: tuple[str, ...], origin: str) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            with pytest.raises(WSServerHandshakeError) as refused:
                await client.look(origin=origin)
            assert refused.value.status == 403
            assert (await client.get("/", Origin=origin))[0] == 403

    run(story)


def test_a_websocket_that_names_no_page_is_refused(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            with pytest.raises(WSServerHandshakeError) as refused:
                await client.session.ws_connect(f"{client.url}/ws")
            assert refused.value.status == 403

    run(story)


def test_the_page_itself_gets_its_websocket(echo: tuple[str, ...]) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            assert await drawn(await client.look()) == b"120x30"

    run(story)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_a_browser_must_not_do_with_it(echo: tuple[str, ...], path: str) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            _, _, headers = await client.get(path)
            _expect_protection(client, headers)

    run(story)


def _expect_protection(client: Client, headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert f"connect-src 'self' ws://{client.host} wss://{client.host};" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/", "/static", "/download/x", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/room.js/",
        "/room.js/..", "/page/room.html", "/fonts/", "/favicon.ico", "//etc/passwd",
    ],
)  # fmt: skip
def test_nothing_but_the_page_can_be_fetched(echo: tuple[str, ...], path: str) -> None:
    async def story() -> None:
        async with serving(echo) as client:
            answer = await _raw(client, path)
            assert answer.startswith(b"HTTP/1.1 404 ")
            assert b"Her er det ingenting." in answer

    run(story)


async def _raw(client: Client, path: str) -> bytes:
    """The whole answer to a path just as it stands, which no client would send."""
    host, port = client.host.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {client.host}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer
