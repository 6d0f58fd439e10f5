"""What the journal costs: one event appended, beside bare writing and fsync; and thousands read and replayed."""

import os
import time

from aml_okt.clock import SystemClock
from aml_okt.core.durations import MINUTE
from aml_okt.core.events import Record, TimeAdjusted
from aml_okt.files.journal import Journal, encode
from tests.bench.figures import Bound, Limit, Pair, Row, Statistic, figure
from tests.bench.lab import Lab, script
from tests.bench.sessions import EVENTS, eventful


def append(lab: Lab) -> list[Row]:
    """Append events, and write the same bytes with fsync to a file beside the journal; who is first takes turns."""
    folder = lab.new_folder()
    ours, theirs = [], []
    journal = Journal(folder / "journal.jsonl")
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    now = SystemClock().now()
    try:
        for number in range(lab.effort.appends):
            record = Record(number + 1, now, TimeAdjusted(by=MINUTE))
            line = encode(record)
            if number % 2:
                theirs.append(_written(bare, line))
                ours.append(_appended(journal, record))
            else:
                ours.append(_appended(journal, record))
                theirs.append(_written(bare, line))
    finally:
        os.close(bare)
        journal.close()
    return [
        Row(
            name="append",
            title="append of one event",
            against="write+fsync",
            unit="ms",
            statistic=Statistic.P99,
            values=Pair(tuple(ours), tuple(theirs)),
            limit=Limit(1.5, Bound.RATIO),
            details={
                "median, ours": figure(ours, Statistic.MEDIAN),
                "median, theirs": figure(theirs, Statistic.MEDIAN),
            },
        )
    ]


def replay(lab: Lab) -> list[Row]:
    """From the file to the state, in a new process each time."""
    folder = eventful(lab.new_folder(), EVENTS)
    answer = lab.new_folder() / "seconds"
    taken = []
    for _ in range(lab.effort.runs + 1):
        lab.run(*script("replay", str(folder)), into=answer)
        taken.append(1000 * float(answer.read_text("utf-8")))
    return [
        Row(
            name="replay",
            title=f"reading and replay of {EVENTS:,} events",
            unit="ms",
            values=Pair(tuple(taken[1:])),
            limit=Limit(150, Bound.FIGURE),
        )
    ]


def _appended(journal: Journal, record: Record) -> float:
    began = time.perf_counter()
    journal.append((record,))
    return 1000 * (time.perf_counter() - began)


def _written(bare: int, line: bytes) -> float:
    began = time.perf_counter()
    os.write(bare, line)
    os.fsync(bare)
    return 1000 * (time.perf_counter() - began)
