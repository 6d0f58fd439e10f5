"""How quick and light the program is, beside programs that do nothing else; docs/performance.md says how.

    just bench [MEASURE …] [--quick] [--runs N] [-o FILE] [--from FILE] [--markdown] [--into DOCUMENT]

Prints a table, and writes the same with every value as JSON. Ends with 0 when every limit that was looked at is kept.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tests.bench import commands, disk, keys, letters, listing, screens
from tests.bench.figures import Row
from tests.bench.lab import QUICK, WHOLE, Effort, Lab, open_lab
from tests.bench.table import Report, caption, markdown_table, report, rows_of, text_table, with_table

MEASURES: dict[str, Callable[[Lab], list[Row]]] = {
    "start": screens.start,
    "resume": screens.resume,
    "commands": commands.measure,
    "idle": screens.idle,
    "keys": keys.measure,
    "typing": letters.measure,
    "append": disk.append,
    "replay": disk.replay,
    "listing": listing.measure,
    "growth": screens.growth,
}


def main(arguments: Sequence[str]) -> int:
    """Measure, print and write."""
    parser = ArgumentParser(prog="just bench", description="How quick and light the program is.")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"what to measure: {', '.join(MEASURES)}")
    parser.add_argument("--quick", action="store_true", help="fewer runs: some minutes, and figures less sure")
    parser.add_argument("--runs", type=int, help="how many runs of each program that is started anew")
    parser.add_argument("-o", "--output", type=Path, default=Path("bench.json"), help="where the JSON goes")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--into", type=Path, help="put the table into this document, in place of the one in it")
    parser.add_argument("--folder", type=Path, help="where sessions are written: another disk gives another figure")
    parser.add_argument("--from", dest="known", type=Path, help="measure nothing, and show what this JSON has")
    wanted = parser.parse_args(arguments)
    unknown = sorted(set(wanted.measures) - set(MEASURES))
    if unknown:
        parser.error(f"no such measure: {', '.join(unknown)}")
    if wanted.known:
        found = msgspec.json.decode(wanted.known.read_bytes(), type=Report)
    else:
        effort = QUICK if wanted.quick else WHOLE
        if wanted.runs is not None:
            effort = replace(effort, name=f"{effort.name}, {wanted.runs} runs", runs=wanted.runs)
        found = _measured(wanted.measures or list(MEASURES), effort, wanted.folder)
        wanted.output.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    rows = rows_of(found)
    table = f"{markdown_table(rows)}\n\n{caption(found)}"
    print(table if wanted.markdown else text_table(rows))
    if wanted.into:
        wanted.into.write_text(with_table(wanted.into.read_text("utf-8"), table), "utf-8")
    return 0 if found.holds else 1


def _measured(names: Sequence[str], effort: Effort, disk: Path | None) -> Report:
    rows: list[Row] = []
    with open_lab(effort, disk) as lab:
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += MEASURES[name](lab)
    return report(rows, datetime.now(UTC), effort.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
