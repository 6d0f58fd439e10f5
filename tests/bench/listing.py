"""What `sessions` costs over thousands of sessions: how much each, and whether more of them cost more each."""

from pathlib import Path

from tests.bench.figures import Bound, Limit, Pair, Row
from tests.bench.lab import Lab, Took, parts
from tests.bench.sessions import some_sessions

DOUBLED = 1.2
"""How many times the cost of each session may become as their number doubles, and count as linear."""
FEWEST_RUNS = 5
UNDONE = 0
"""Stands for the folder of sessions in which a move was taken back, among the others, which have their number."""


def measure(lab: Lab) -> list[Row]:
    """Folders of a quarter, a half and all of the sessions, listed in turn; once without counting.

    And one of as many as a quarter, in each of which a move was taken back: of those a list has more to read.
    """
    most = lab.effort.sessions
    folders = {count: _folder(lab, count) for count in (most // 4, most // 2, most)}
    folders[UNDONE] = _folder(lab, most // 4, undone=True)

    def list_each() -> dict[int, Took]:
        return {count: lab.run(*parts(("sessions",), root)) for count, root in folders.items()}

    list_each()
    counted = [list_each() for _ in range(max(FEWEST_RUNS, lab.effort.runs // 3))]
    return [
        Row(
            name="sessions-many",
            title=f"`sessions` over {most:,} sessions, each",
            unit="µs",
            values=Pair(tuple(1e6 * run[most].wall / most for run in counted)),
            limit=Limit(100, Bound.FIGURE),
            processor=Pair(tuple(run[most].processor for run in counted)),
        ),
        Row(
            name="sessions-linear",
            title=f"each of the last {most // 2:,} of them",
            against=f"each of the {most // 4:,} before",
            unit="µs",
            values=Pair(
                tuple(_each(run[most].wall - run[most // 2].wall, most // 2) for run in counted),
                tuple(_each(run[most // 2].wall - run[most // 4].wall, most // 4) for run in counted),
            ),
            limit=Limit(DOUBLED, Bound.RATIO),
        ),
        Row(
            name="sessions-undone",
            title="what it adds to each that a move was undone there",
            unit="µs",
            values=Pair(tuple(_each(run[UNDONE].wall - run[most // 4].wall, most // 4) for run in counted)),
        ),
    ]


def _each(seconds: float, count: int) -> float:
    """Microseconds."""
    return 1e6 * seconds / count


def _folder(lab: Lab, count: int, *, undone: bool = False) -> Path:
    root = lab.new_folder()
    some_sessions(root, count, undone=undone)
    return root
