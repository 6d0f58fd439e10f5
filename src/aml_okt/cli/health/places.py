"""The folders that the program reads and writes in, and whether the disk does what a session asks of it."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from math import ceil
from pathlib import Path
from statistics import median

import platformdirs

from aml_okt.cli.crash import log_folder
from aml_okt.cli.health.discretion import Surroundings
from aml_okt.cli.health.findings import Examined, Remark, Row, listed
from aml_okt.files.atomic import write_atomically
from aml_okt.files.folders import APP, configuration_folder, default_root
from aml_okt.files.sync_clients import sync_client
from aml_okt.i18n import gettext as _
from aml_okt.wording import reason_in_words

_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000
_LITTLE_ROOM = 100 * _MEGABYTE
_SLOW = 0.25
"""Seconds for one line of the journal, in which somebody waits for a key to have its effect."""
_TIMES = 5


def places(root: Path, surroundings: Surroundings) -> Examined:
    """The folders; one for the sessions that cannot be used stops the program."""
    others = (
        (_("Innstillinger"), configuration_folder()),
        (_("Reserve for notater"), platformdirs.user_state_path(APP, appauthor=False)),
        (_("Feilrapporter"), log_folder()),
    )
    rows = [Row(_("Økter"), _described(root, surroundings, chosen=root != default_root()))]
    rows += [Row(about, _described(folder, surroundings)) for about, folder in others]
    took, remarks = _try_out(root)
    if took is not None:
        rows.append(Row(_("En linje i loggen"), _("{count} ms til den er trygg på disken").format(count=took)))
    return Examined(_("Mapper"), tuple(rows), (*remarks, *_about(root, took)))


def _described(folder: Path, surroundings: Surroundings, *, chosen: bool = False) -> str:
    nearest = _nearest(folder)
    return listed(
        surroundings.place(folder),
        _("valgt av deg") if chosen else "",
        _("finnes") if nearest == folder else _("lages ved behov"),
        _("skrivbar") if os.access(nearest, os.W_OK | os.X_OK) else _("ikke skrivbar"),
        _("kopieres av {client}").format(client=client) if (client := sync_client(folder)) else "",
        "" if (free := _free(nearest)) is None else _room(free),
    )


def _room(free: int) -> str:
    if free < _GIGABYTE:
        return _("{megabytes} MB ledig").format(megabytes=free // _MEGABYTE)
    return _("{gigabytes} GB ledig").format(gigabytes=free // _GIGABYTE)


def _about(root: Path, took: int | None) -> tuple[Remark, ...]:
    """What is no fault of the program's, but good to know."""
    remarks: list[Remark] = []
    if client := sync_client(root):
        sentence = _(
            "{client} kopierer øktene til andre maskiner, og de private notatene med. Velg en annen mappe med --dir."
        )
        remarks.append(Remark(sentence.format(client=client)))
    free = _free(_nearest(root))
    if free is not None and free < _LITTLE_ROOM:
        remarks.append(Remark(_("Disken er nesten full. Rydd litt, så notatene får plass.")))
    if took is not None and took > _SLOW * 1000:
        remarks.append(Remark(_("Disken er treg, så tastene kan henge. Velg en mappe på maskinen selv med --dir.")))
    return tuple(remarks)


def _try_out(root: Path) -> tuple[int | None, tuple[Remark, ...]]:
    """Write as a session does, and lock; how many milliseconds a line takes to be safe, and what is amiss."""
    from filelock import FileLock  # noqa: PLC0415 - it takes a while to load

    nearest = _nearest(root)
    if not nearest.is_dir():
        return None, (
            Remark(_("Der øktene skal ligge, ligger det en fil. Velg en annen mappe med --dir."), stops=True),
        )
    try:
        with tempfile.TemporaryDirectory(prefix=f".{APP}-", dir=nearest) as folder:
            spans = [_span_of_a_line(Path(folder, "journal.jsonl")) for _time in range(_TIMES)]
            write_atomically(Path(folder, "note.md"), b"x")
            with FileLock(Path(folder, ".lock"), timeout=0):
                pass
    except (OSError, NotImplementedError) as refused:
        reason = reason_in_words(refused) if isinstance(refused, OSError) else _("den kan ikke låses")
        sentence = _("Mappa for økter kan ikke brukes: {reason}. Velg en annen med --dir.")
        return None, (Remark(sentence.format(reason=reason), stops=True),)
    return ceil(median(spans) * 1000), ()


def _span_of_a_line(journal: Path) -> float:
    """Seconds until a line at the end of a file is on the disk."""
    begun = time.perf_counter()
    with journal.open("ab", buffering=0) as file:
        file.write(b"x" * 200 + b"\n")
        os.fsync(file.fileno())
    return time.perf_counter() - begun


def _nearest(folder: Path) -> Path:
    """The folder, or where it is missing, the nearest above it that is there."""
    # os.path never fails, where pathlib would.
    return next((place for place in (folder, *folder.parents) if os.path.lexists(place)), folder)


def _free(folder: Path) -> int | None:
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return None
