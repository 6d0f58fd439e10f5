"""Where the room is served: what may be typed, and what it means."""

import pytest

from aml_okt.web.address import USUAL_PORT, Address, read_address

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing is bound to it here


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("127.0.0.1:8200", "127.0.0.1", 8200),
        ("192.0.2.7", "192.0.2.7", USUAL_PORT),
        (":8200", "127.0.0.1", 8200),
        ("8200", "127.0.0.1", 8200),
        ("[::1]:8200", "::1", 8200),
        ("[::1]", "::1", USUAL_PORT),
        ("::1", "::1", USUAL_PORT),
        (f"{EVERYWHERE}:80", EVERYWHERE, 80),
        ("rom.example", "rom.example", USUAL_PORT),
        ("min-pc:8200", "min-pc", 8200),
        ("LocalHost:8200", "127.0.0.1", 8200),
        (" :0 ", "127.0.0.1", 0),
    ],
)
def test_an_address_a_port_or_both_may_be_typed(typed: str, host: str, port: int) -> None:
    assert read_address(typed) == Address(host, port)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "a b", "a/b", "http://127.0.0.1", "127.0.0.1:", "127.0.0.1:x", ":-1", ":٣", "[::1", "::1]", "[x]",
        "[1.2.3.4.5]", "999.1.1.1", "1.2.3", "a:b:c", "x" * 300, "nei!", "-x", "kari@min-pc", "a\n:80", "\x1b[31m",
    ],
)  # fmt: skip
def test_what_is_no_address_gets_a_sentence_that_shows_one(typed: str) -> None:
    with pytest.raises(ValueError, match=r"ikke en adresse\. Skriv for eksempel «127\.0\.0\.1:8137»") as refused:
        read_address(typed)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("typed", [":65536", "min-pc:99999"])
def test_a_port_that_cannot_be_gets_the_highest_that_can(typed: str) -> None:
    with pytest.raises(ValueError, match="fra 1 til 65535"):
        read_address(typed)


@pytest.mark.parametrize(
    ("host", "private", "everywhere"),
    [
        ("127.0.0.1", True, False), ("127.9.9.9", True, False), ("::1", True, False), (EVERYWHERE, False, True),
        ("::", False, True), ("192.0.2.7", False, False), ("min-pc", False, False),
    ],
)  # fmt: skip
def test_only_this_machine_reaches_its_own_addresses(
    host: str,
    private: bool,  # noqa: FBT001 - a table
    everywhere: bool,  # noqa: FBT001 - a table
) -> None:
    assert (Address(host).private, Address(host).everywhere) == (private, everywhere)


def test_an_address_is_written_as_a_browser_wants_it() -> None:
    assert Address("::1", 8200).url == "http://[::1]:8200"
    assert Address("127.0.0.1", 8200).url == "http://127.0.0.1:8200"
