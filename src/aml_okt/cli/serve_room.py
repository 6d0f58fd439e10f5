"""`aml-okt room --serve`: what is said before, while and after the room is shown in browsers."""

import asyncio
import errno
import socket
import subprocess
import sys
from pathlib import Path

from aml_okt.cli.crash import log_folder, report
from aml_okt.cli.failure import Failure
from aml_okt.cli.output import line, remark
from aml_okt.cli.program import Desk
from aml_okt.core.text import one_line
from aml_okt.files.invocation import command, this_program
from aml_okt.files.single_file import single_file
from aml_okt.i18n import chosen_language
from aml_okt.i18n import gettext as _
from aml_okt.web.address import HIGHEST_PORT, USUAL_PORT, Address
from aml_okt.wording import reason_in_words

LIBRARY = "textual-serve"
_NEEDED = ("textual_serve", "aiohttp")

_FIRST_FREE = 1024
"""The ports below are for those who look after the machine."""

_WINDOWS_REFUSES = {10013: errno.EACCES, 10048: errno.EADDRINUSE, 10049: errno.EADDRNOTAVAIL}
"""What Windows calls the refusals that have a name of their own elsewhere."""


def serve_room(desk: Desk, address: Address, named: Path | None, *, light: bool) -> int:
    """Show the room to browsers until a signal comes; the exit status.

    Raises:
        Failure: when the library is missing, or the address cannot be had.

    """
    try:
        from aml_okt.web.serving import CannotListenError, RoomServer, serve  # noqa: PLC0415 - loads what few need
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        if single_file():
            other = _("Denne utgaven av programmet har ingen nettside. Vis skjermen i et eget vindu med «{command}».")
            raise Failure(other.format(command=command(desk.root, "room"))) from missing
        how = subprocess.list2cmdline([sys.executable, "-m", "pip", "install", LIBRARY])
        sentence = _("--serve trenger biblioteket {library}. Installer det slik: {command}")
        raise Failure(sentence.format(library=LIBRARY, command=how)) from missing

    server = RoomServer(_command(desk.root, named, light=light), light=light)

    def begun(at: Address) -> None:
        remark(_warning(address))
        for said in _opened(at):
            line(said)

    def fault(error: BaseException) -> None:
        report(error, desk.clock, log_folder())

    try:
        return asyncio.run(serve(server, address, begun=begun, fault=fault))
    except CannotListenError as refused:
        raise Failure(_refused(refused.address, refused.reason)) from refused


def _command(root: Path, named: Path | None, *, light: bool) -> tuple[str, ...]:
    """The command that draws the room for one browser: this very program, wherever the server stands."""
    return (
        *this_program(),
        # Else each process speaks the language of what it shows.
        *(("--lang", chosen) if (chosen := chosen_language()) else ()),
        *("--dir", str(root.resolve()), "room"),
        *(("--light",) if light else ()),
        *(() if named is None else ("--", str(named))),
    )


def _warning(address: Address) -> str:
    """Who else can see the names, when others can; nothing when only this machine can."""
    if address.private:
        return ""
    told = _(
        "Alle på nettverket som åpner adressen, ser navnene og hvem som er i fokus, og ingenting er kryptert. "
        "Ingen kan gjøre noe med økta derfra."
    )
    if not address.everywhere:
        return told
    return " ".join((_("{host} betyr alle adressene som denne maskinen har.").format(host=address.host), told))


def _opened(at: Address) -> tuple[str, ...]:
    """Where to look, and how to stop."""
    if at.private:
        where = _("Åpne {address} i en nettleser på denne maskinen.").format(address=at.url)
    elif at.everywhere:
        where = _("Åpne {address} i en nettleser på denne maskinen, eller {network} på en annen.").format(
            address=Address("localhost", at.port).url, network=Address(_own_number(at), at.port).url
        )
    else:
        where = _("Åpne {address} i en nettleser.").format(address=at.url)
    return where, _("Trykk Ctrl+C her for å slutte å vise skjermen. Økta fortsetter.")


def _own_number(at: Address) -> str:
    """The address that others on the network most likely reach this machine by; its name where it has none."""
    six = ":" in at.host
    # Choosing a way out sends nothing. These addresses are set aside for documents, and nobody has them.
    with socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("2001:db8::1" if six else "192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(way.getsockname()[0])


def _refused(address: Address, reason: OSError) -> str:
    """Why the address cannot be had, and what to write instead."""
    host = one_line(address.host)
    if isinstance(reason, socket.gaierror):
        return _("Ingen maskin heter «{host}». Skal det være navnet på økta, så skriv det foran --serve.").format(
            host=host
        )
    number = reason.errno or 0
    match _WINDOWS_REFUSES.get(number, number):
        case errno.EADDRINUSE:
            taken = _("Porten {port} er opptatt. Vises skjermen der allerede? Velg ellers en annen: --serve {other}")
            return taken.format(port=address.port, other=_other_port(address))
        case errno.EADDRNOTAVAIL | errno.EAFNOSUPPORT:
            return _("Denne maskinen har ikke adressen {host}.").format(host=host)
        case errno.EACCES:
            return _("Porten {port} er forbeholdt andre. Velg en annen: --serve {other}").format(
                port=address.port, other=_other_port(address)
            )
        case _:
            return _("{path}: {reason}.").format(path=address.url, reason=reason_in_words(reason))


def _other_port(address: Address) -> str:
    """The same address with the next port, as it is typed."""
    port = address.port + 1 if _FIRST_FREE <= address.port < HIGHEST_PORT else USUAL_PORT
    return Address(address.host, port).url.removeprefix("http://")
