"""A light for the group: GREEN while there is time, YELLOW at the warning, RED over the time, OFF when nothing runs.

    aml-okt status --follow | python light.py

It needs Python alone. Where it prints a word, switch your own light.
"""

import json
import sys


def colour(line: dict[str, object]) -> str:
    """What the light shows for a line."""
    if line["state"] not in {"running", "paused"} or line["step"] is None:
        return "OFF"
    return {"warning": "YELLOW", "end": "RED"}.get(str(line["cue"]), "GREEN")


def main() -> None:
    """Read lines until there are no more, and switch the light where it changes."""
    shown = ""
    for text in sys.stdin.buffer:
        now = colour(json.loads(text))
        if now != shown:
            print(now, flush=True)
            shown = now


if __name__ == "__main__":
    main()
