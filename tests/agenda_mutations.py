"""The built-in agenda, spoilt in thousands of ways; each mutation has a number that it can be made again from."""

import random
import re
from collections.abc import Callable

from aml_okt.files.built_in import built_in_agenda
from aml_okt.files.yaml_tree import LARGEST

MOST_AT_ONCE = 5
"""Mutations on top of each other."""

WHOLE = built_in_agenda().read_bytes()
KEY = re.compile(rb"^( *(?:- )?)([a-z]+):[ \n]", re.MULTILINE)
KEYS = sorted({found[2] for found in KEY.finditer(WHOLE)})

ODD_VALUES = tuple(
    value.encode()
    for value in (
        "", "~", "null", "no", "yes", "on", "true", "0", "-1", "017", "0x1F", "0o17", "1_000", "1e400", ".inf", ".nan",
        "9:30", "09:30", '"09:30"', "24:00", "25:61", "2026-02-30", "2026-02-30T25:00:00Z", "10", "0 min", "-5 min",
        "5-2 min", "1-2", "1,5 min", "½ min", "٣ min", "99999999999999999999 min", "9" * 5000 + " min", "999 t", "rest",
        "1 s", "1 min 75 s", "each", "focus", "each participant in focus", "focus order", "break", "minutes", "private",
        "[]", "{}", "[a, [b, [c]]]", "{a: b}", "{a: {b: {c: d}}}", "[a, b", "{a: b", "]", "}", "[" * 400, "{a: " * 400,
        "- " * 400 + "x", "&a x", "*a", "&a [*a, *a]", "!!int 3", "!!python/object/apply:os.system [ls]", "!x", "!",
        "<<", "{<<: *a}", "{<<: {a: b}}", "? x", "? [a]\n: b", "|", ">", "|9", ">-\n", "@", "`", "%", "%YAML 9.9", "#",
        "-", "---", "...", "--- x", ":", "::", ": :", '"', "'", '"\\x1b[2J"', '"\\0"', '"\\q"', '"\\uD800"', "\\", "\t",
        "\tx", "x\t", "a\tb: c", "{speaker}", "{}", "{x", "{0}", "{speaker.name}", "{time!r:>99}", "%s", "$x",
        "x" * 5000, "æ" * 5000, "x " * 30_000, "\u202e", "\u200b", "a\u0301" * 50, "👩‍👩‍👧", "\ufffe",
        "\ud7ff", "\ue000", "/dev/zero", "../../x", "file:///etc/passwd", "javascript:x", "http://", "https://[::1",
        "a" * 300, "-x", "Æ Ø", "CON",
    )
)  # fmt: skip
ODD_BYTES = (
    b"\0", b"\x07", b"\x1b[31m", b"\x7f", b"\t", b"\r", b"\r\n", b"\n", b"\n\n", b"\xff", b"\xfe\xff", b"\xc3", b"\x80",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", "\ufeff".encode(), "\u2028".encode(), "\x85".encode(),
    "\xa0".encode(), b"\n---\n", b"\n...\n", b": ", b" #", b"- ", b"? ", b"'", b'"', b"*a", b"&a ", b"!!x ",
    b"<<: *a\n", b"{", b"}", b"[", b"]", b",", b"|", b">", b"%", b"@", b"`", b"\\", b"  ",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def on_lines(change: Callable[[list[bytes], int, random.Random], None]) -> Mutation:
    """A mutation that changes the lines of a file from a place among them on."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, chance.randrange(len(lines)), chance)
        return b"\n".join(lines)

    return mutate


@on_lines
def delete_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    del lines[at : at + chance.choice((1, 1, 1, 2, 5, 40))]


@on_lines
def repeat_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines[at:at] = lines[at : at + chance.choice((1, 1, 2, 10, 60))] * chance.choice((1, 1, 3, 50))


@on_lines
def swap_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    other = min(at + 1, len(lines) - 1) if chance.random() < 0.5 else chance.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


@on_lines
def move_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    moved = lines[at : at + chance.choice((1, 3, 20))]
    del lines[at : at + len(moved)]
    to = chance.randint(0, len(lines))
    lines[to:to] = moved


@on_lines
def indent_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    by = chance.choice((b" ", b"  ", b"    ", b"\t", b" \t", b" " * 200))
    for place in range(at, min(len(lines), at + chance.choice((1, 1, 2, 10)))):
        lines[place] = by + lines[place]


@on_lines
def outdent_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    by = chance.choice((1, 2, 4, 20))
    for place in range(at, min(len(lines), at + chance.choice((1, 1, 2, 10)))):
        line = lines[place]
        lines[place] = line[min(by, len(line) - len(line.lstrip(b" "))) :]


@on_lines
def join_lines(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines[at : at + 2] = [chance.choice((b"", b" ", b", ")).join(lines[at : at + 2])]


@on_lines
def add_odd_line(lines: list[bytes], at: int, chance: random.Random) -> None:
    indent = b" " * chance.choice((0, 2, 4, 6, 8))
    key = chance.choice((b"", b"- ", chance.choice(KEYS) + b": ", chance.choice(ODD_VALUES) + b": "))
    lines.insert(at, indent + key + chance.choice(ODD_VALUES))


def change_value(data: bytes, chance: random.Random) -> bytes:
    """Give a key another value on its line; what its old value has on other lines stays."""
    if not (found := list(KEY.finditer(data))):
        return data
    begin = chance.choice(found).end(2) + 1
    end = data.find(b"\n", begin)
    return data[:begin] + b" " + chance.choice(ODD_VALUES) + data[end if end >= 0 else len(data) :]


def change_key(data: bytes, chance: random.Random) -> bytes:
    """Misspell a key, or write another in its place."""
    if not (found := list(KEY.finditer(data))):
        return data
    hit = chance.choice(found)
    key = hit[2]
    at = chance.randrange(len(key))
    other = chance.choice((
        key[:at] + key[at + 1 :], key[: at + 1] + key[at:], key[:at] + b"x" + key[at + 1 :], key.title(), key + b"s",
        key[::-1], b'"' + key + b'"', key + b" ", b"<<", chance.choice(KEYS), chance.choice(ODD_VALUES),
    ))  # fmt: skip
    return data[: hit.start(2)] + other + data[hit.end(2) :]


def take_value_from_elsewhere(data: bytes, chance: random.Random) -> bytes:
    """Let a key have the value of another."""
    lines = data.split(b"\n")
    keyed = [place for place, line in enumerate(lines) if KEY.match(line + b"\n")]
    if keyed:
        to, source = chance.choice(keyed), chance.choice(keyed)
        lines[to] = lines[to].partition(b":")[0] + b":" + lines[source].partition(b":")[2]
    return b"\n".join(lines)


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 30)) if flipped else 0):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def delete_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.choice((1, 1, 2, 10, 300)) :]


def add_odd_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.choice((0, len(data), *[chance.randint(0, len(data))] * 6))
    return data[:at] + chance.choice(ODD_BYTES) * chance.choice((1, 1, 1, 2, 50)) + data[at:]


def add_noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.choice((1, 4, 50))) + data[at:]


def truncate(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] if chance.random() < 0.7 else data[at:]


def splice(data: bytes, chance: random.Random) -> bytes:
    """Put a piece of the file, or of the file as it was, somewhere else in it."""
    source = chance.choice((data, WHOLE))
    begin, at = chance.randint(0, len(source)), chance.randint(0, len(data))
    return data[:at] + source[begin : begin + chance.choice((3, 20, 200, 5000))] + data[at:]


def blow_up(data: bytes, chance: random.Random) -> bytes:
    """Repeat a piece until the file is about as large as one may be, where something slow would be slowest."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    piece = chance.choice((
        lines[at] + b"\n", b"\n".join(lines[at : at + 12]) + b"\n", chance.choice(ODD_VALUES), chance.choice(ODD_BYTES),
        b"  " + chance.choice(KEYS) + b": " + chance.choice(ODD_VALUES) + b"\n", data,
    ))  # fmt: skip
    room = max(0, LARGEST - len(data) + chance.choice((0, 0, 0, 1, 4000)))
    before = b"".join(line + b"\n" for line in lines[:at])
    return before + piece * (room // max(1, len(piece))) + b"\n".join(lines[at:])


def end_lines_otherwise(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", "\u2028".encode(), b" \n", b"\t\n")))


def write_otherwise(data: bytes, chance: random.Random) -> bytes:
    """Save the file as some editors do, or once too often."""
    text = data.decode("utf-8", "replace")
    encoding = chance.choice(("utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "twice"))
    if encoding == "twice":
        return data.decode("latin-1").encode()
    return text.encode(encoding, "replace")


MUTATIONS: dict[Mutation, int] = {
    delete_lines: 8, repeat_lines: 6, swap_lines: 6, move_lines: 6, indent_lines: 8, outdent_lines: 6, join_lines: 3,
    add_odd_line: 12, change_value: 24, change_key: 12, take_value_from_elsewhere: 12, flip_bytes: 6, delete_bytes: 6,
    add_odd_bytes: 10, add_noise: 3, truncate: 3, splice: 5, blow_up: 3, end_lines_otherwise: 2, write_otherwise: 2,
}  # fmt: skip
"""Each with how often it comes among the others."""


def mutated(number: int) -> bytes:
    """The mutation of this number: one change to the agenda, or several on top of each other."""
    chance = random.Random(number)  # noqa: S311 - nothing is kept secret by it
    data = WHOLE
    kinds, weights = list(MUTATIONS), list(MUTATIONS.values())
    for mutate in chance.choices(kinds, weights, k=chance.choice((1, 1, 1, 2, 3, MOST_AT_ONCE))):
        data = mutate(data, chance)
    return data
