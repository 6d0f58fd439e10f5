"""Who may ask the server, and what every answer tells the browser to let nobody do with it.

Any page that somebody visits can send its reader's browser to an address on the reader's own machine. Two things
tell such a visit from ours: the page's own origin, which the browser names with each websocket, and the host that was
asked for, which is the other page's own when its name has been pointed here. A name can be pointed here; a number
cannot.
"""

import re
import socket
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware
from msgspec import Struct

from aml_okt.i18n import gettext as _
from aml_okt.web.address import Address, number

_HOST_HEADER = re.compile(r"[A-Za-z0-9_.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?", re.ASCII)

_ALWAYS = {
    hdrs.CACHE_CONTROL: "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Hosts(Struct, frozen=True):
    """The hosts that may be asked for: some names, and numbers; `any_number` or only this machine's own."""

    names: frozenset[str]
    any_number: bool

    @classmethod
    def of(cls, address: Address) -> "Hosts":
        """What a browser may write to reach this address."""
        if address.private:
            return cls(frozenset({"localhost"}), any_number=False)
        own = {"localhost", *_own_names()} if address.everywhere else set()
        return cls(frozenset({*own, _plain(address.host)}), any_number=True)

    def accept(self, header: str) -> bool:
        """Whether the `Host` of a request is one of them, whatever the port: a tunnel may have another one."""
        if _HOST_HEADER.fullmatch(header) is None:
            return False
        host = urlsplit(f"//{header}").hostname if number(header.strip("[]")) is None else header.strip("[]")
        asked = number(host or "")
        if asked is None:
            return _plain(host or "") in self.names
        return self.any_number or asked.is_loopback


def _own_names() -> set[str]:
    name = _plain(socket.gethostname())
    return {name, name.partition(".")[0], f"{name.partition('.')[0]}.local"}


def _plain(name: str) -> str:
    return name.casefold().removesuffix(".")


def guard(hosts: Hosts) -> Middleware:
    """Let no request through that another page has sent, and say no in words."""

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get(hdrs.HOST, "")
        if not hosts.accept(host):
            return web.Response(status=421, text=_("Skjermen har ikke denne adressen."))
        if not _own_origin(request.headers.get(hdrs.ORIGIN), host, needed=hdrs.UPGRADE in request.headers):
            return web.Response(status=403, text=_("Skjermen vises ikke for andre sider."))
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return web.Response(status=refused.status, text=_("Her er det ingenting."))

    return guarded


def _own_origin(origin: str | None, host: str, *, needed: bool) -> bool:
    """Whether the page that asks, if one does, came from here; `needed` where one has to."""
    if origin is None:
        return not needed
    return origin in {f"http://{host}", f"https://{host}"}


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Tell the browser, with every answer, to load nothing from elsewhere and to show it nowhere else.

    The browser takes a websocket of the page's own host for its own only where it is named.
    """
    host = request.headers.get(hdrs.HOST, "")
    sockets = f" ws://{host} wss://{host}" if _HOST_HEADER.fullmatch(host) else ""
    response.headers.update(_ALWAYS)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; font-src 'self'; img-src data:; "
        # The terminal in the page writes its own style sheet.
        "style-src 'self' 'unsafe-inline'; "
        f"connect-src 'self'{sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers.pop(hdrs.SERVER, None)
