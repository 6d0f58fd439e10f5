"""Where the room is served: an address and a port, as they are typed and as a browser wants them."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from msgspec import Struct

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8137
HIGHEST_PORT = 65535

_TYPED = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[^\[\]:]*))(?::(?P<port>[0-9]{1,5}))?", re.ASCII)
_NAME = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\.?", re.ASCII)


class Address(Struct, frozen=True):
    """A host, by number or by name, and a port; port 0 lets the system choose a free one."""

    host: str = USUAL_HOST
    port: int = USUAL_PORT

    @property
    def number(self) -> IPv4Address | IPv6Address | None:
        """The host as a number, or None where it is a name."""
        return number(self.host)

    @property
    def private(self) -> bool:
        """Whether only this machine can reach it."""
        return self.number is not None and self.number.is_loopback

    @property
    def everywhere(self) -> bool:
        """Whether it stands for all addresses of this machine."""
        return self.number is not None and self.number.is_unspecified

    @property
    def url(self) -> str:
        """What to write in a browser."""
        host = f"[{self.host}]" if isinstance(self.number, IPv6Address) else self.host
        return f"http://{host}:{self.port}"


def number(host: str) -> IPv4Address | IPv6Address | None:
    """A host as a number, or None where it is a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def read_address(text: str) -> Address:
    """The address that was typed: `HOST:PORT`, `HOST`, `:PORT`, `PORT`, `[::1]:PORT` or `::1`.

    `localhost` is read as 127.0.0.1, so that it means one address and not two.

    Raises:
        ValueError: with a sentence for the user.

    """
    typed = text.strip()
    if typed.isascii() and typed.isdecimal():
        typed = f":{typed}"
    elif isinstance(number(typed), IPv6Address):
        typed = f"[{typed}]"
    found = _TYPED.fullmatch(typed)
    if not typed or found is None or (found["six"] and number(found["six"]) is None):
        raise ValueError(_bad(text))
    host = found["six"] or found["host"] or USUAL_HOST
    port = USUAL_PORT if found["port"] is None else int(found["port"])
    if number(host) is None and (_NAME.fullmatch(host) is None or host.replace(".", "").isdecimal()):
        raise ValueError(_bad(text))
    if port > HIGHEST_PORT:
        raise ValueError(_("Porten må være et tall fra 1 til {highest}.").format(highest=HIGHEST_PORT))
    return Address(USUAL_HOST if host.casefold() == "localhost" else host, port)


def _bad(text: str) -> str:
    return _("«{text}» er ikke en adresse. Skriv for eksempel «127.0.0.1:8137» eller bare «:8137».").format(
        text=one_line(text)
    )
