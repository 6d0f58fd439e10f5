"""The program's front door: runs the command line, and lets no traceback out to a facilitator."""

import sys

from aml_okt import INTERRUPTED
from aml_okt.lasting import lasting


def main() -> None:
    """Run the command that was given; ends the process with 0 done, 1 it failed, 2 bad use or bad input."""
    try:
        # Loaded here, so that whoever changes their mind while it loads gets no traceback either.
        with lasting():
            from aml_okt.cli.door import enter  # noqa: PLC0415

        enter()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
