"""The last session that a service has held, found among many without opening those of others."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from aml_okt.core.carrying import is_same_unit
from aml_okt.core.events import Record, SessionCreated, TimeboxStarted
from aml_okt.core.text import slug
from aml_okt.files.folders import FALLBACK_NAME
from aml_okt.files.journal import JOURNAL_NAME, DamagedJournalError, read


class LastSession(Struct, frozen=True):
    """Where it is, and when it began: it may have been set up the day before."""

    folder: Path
    begun: datetime


def last_session_of(root: Path, unit: str) -> LastSession | None:
    """The last real session in `root` that this service has begun; None where there is none, or no service.

    A folder is looked into only when its name is one that a session of this service gets.

    Raises:
        OSError: when the journal of one that may be it cannot be read.
        DamagedJournalError: when its journal does not say whose session it is.

    """
    if not is_same_unit(unit, unit):
        return None
    for folder in _named_for(root, unit):
        records = read(folder / JOURNAL_NAME).records
        if not records or not isinstance(created := records[0].event, SessionCreated):
            raise DamagedJournalError(folder / JOURNAL_NAME, 1)
        if created.rehearsal is None and is_same_unit(created.unit, unit) and (begun := _begun(records)) is not None:
            return LastSession(folder, begun)
    return None


def _begun(records: tuple[Record, ...]) -> datetime | None:
    started = (record.moment.wall for record in records if isinstance(record.event, TimeboxStarted))
    return next(started, None)


def _named_for(root: Path, unit: str) -> Iterator[Path]:
    """The sessions whose names say this service, the latest first; of those from one minute, the highest number."""
    named = re.compile(rf"(\d{{4}}-\d\d-\d\d-\d{{4}})-{slug(unit) or FALLBACK_NAME}(?:-(\d+))?")
    try:
        with os.scandir(root) as entries:
            found = [match for entry in entries if (match := named.fullmatch(entry.name))]
    except FileNotFoundError:
        return
    for match in sorted(found, key=lambda match: (match[1], int(match[2] or 1)), reverse=True):
        folder = root / match[0]
        if (folder / JOURNAL_NAME).is_file():
            yield folder
