"""What commands without a screen cost: as processes from their start to their end, beside the libraries alone."""

from tests.bench.figures import Bound, Limit, Row
from tests.bench.lab import Lab, alternate, parts, script
from tests.bench.sessions import some_sessions

COMMANDS = {
    "help": ("--help",),
    "status": ("status",),
    "sessions": ("sessions",),
    "agenda-check": ("agenda", "check"),
}
TITLES = {
    "help": "`--help`",
    "status": "`status`",
    "sessions": "`sessions`, 10 of them",
    "agenda-check": "`agenda check` of the default agenda",
}
MOST = Limit(1.5, Bound.RATIO)


def measure(lab: Lab) -> list[Row]:
    """A row for each command."""
    root = lab.new_folder()
    some_sessions(root, 10)
    return [_row(lab, name, parts(command, root)) for name, command in COMMANDS.items()]


def _row(lab: Lab, name: str, command: tuple[str, ...]) -> Row:
    values, processor = alternate(
        lambda: lab.run(*command), lambda: lab.run(*script("bare_imports")), 2 * lab.effort.runs
    )
    return Row(
        name=name,
        title=TITLES[name],
        against="bare imports",
        unit="ms",
        values=values,
        processor=processor,
        limit=MOST,
    )
