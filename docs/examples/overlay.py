"""A text for a stream overlay: the step and the time left, in a file that is always whole.

    aml-okt status --follow --tick | python overlay.py time.txt

In OBS, add a text source that reads from this file.
"""

import contextlib
import json
import os
import sys
from pathlib import Path


def clock(seconds: int) -> str:
    """Seconds as a clock shows them, `3:42`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def words(line: dict[str, object]) -> str:
    """What the overlay says for a line; nothing where there is nothing to time."""
    match line:
        case {"state": "waiting" | "interrupted" | "finished"} | {"step": None}:
            return ""
        case {"waits_s": int(waits)} if waits:
            return clock(waits)
        case {"phase": str(phase), "remaining_s": int(left), "overtime_s": int(over)}:
            return f"{phase}  {f'+{clock(over)}' if over else clock(left)}"
        case _:
            return ""


def main() -> None:
    """Write each line's words beside the file, and let them take its place in one go."""
    target = Path(sys.argv[1])
    fresh = target.with_name(f"{target.name}.new")
    for text in sys.stdin.buffer:
        fresh.write_text(f"{words(json.loads(text))}\n", encoding="utf-8")
        with contextlib.suppress(PermissionError):  # Windows, while it is being read: the next line comes in a second
            os.replace(fresh, target)  # noqa: PTH105 - as one would look it up


if __name__ == "__main__":
    main()
