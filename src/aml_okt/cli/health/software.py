"""Which program this is, what it stands on, and which extras there are."""

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version

from aml_okt import __version__
from aml_okt.cli.health.findings import Examined, Remark, Row, listed
from aml_okt.files.folders import APP
from aml_okt.files.single_file import single_file
from aml_okt.i18n import gettext as _

_NEEDS = re.compile(r"(?P<name>[\w.-]+)[^;]*(;.*extra\s*==\s*[\"'](?P<extra>[\w-]+)[\"'])?")
_WIDE = 2**32


def software() -> Examined:
    """Versions; a library that is missing stops the program."""
    needed, extras = _needs()
    missing = [name for name, found in needed.items() if not found]
    lacking = _("mangler")
    rows = (
        Row(APP, listed(__version__, _("enkeltfil") if single_file() else "")),
        Row(
            "Python",
            listed(
                f"{platform.python_implementation()} {platform.python_version()}",
                "64 bit" if sys.maxsize > _WIDE else "32 bit",
            ),
        ),
        Row(_("System"), listed(_system(), platform.machine())),
        Row(_("Biblioteker"), listed(*(f"{name} {found or '–'}" for name, found in needed.items()))),
        *(
            Row(
                _("Tillegget {extra}").format(extra=extra),
                listed(*(f"{name} {found or lacking}" for name, found in libraries.items())),
            )
            for extra, libraries in extras.items()
        ),
    )
    sentence = _("Biblioteket {name} mangler. Installer aml-okt på nytt.")
    return Examined(_("Programmet"), rows, tuple(Remark(sentence.format(name=name), stops=True) for name in missing))


def _needs() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The version of each library that is needed, and of each extra's; empty where it is not installed."""
    needed: dict[str, str] = {}
    extras: dict[str, dict[str, str]] = {}
    try:
        lines = requires(APP) or ()
    except PackageNotFoundError:  # run from its sources, which say nothing of it
        lines = ()
    for found in filter(None, map(_NEEDS.match, lines)):
        group = extras.setdefault(found["extra"], {}) if found["extra"] else needed
        group[found["name"]] = _version(found["name"])
    return needed, extras


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _system() -> str:
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}"
    kernel = f"{platform.system()} {platform.release()}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']} ({kernel})"
    except OSError:
        return kernel
