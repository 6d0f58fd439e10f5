"""What a command answers when it could not do what it should: words for the user, and an exit status."""

from contextlib import suppress
from typing import Any

import click

FAILED = 1
BAD_INPUT = 2


class Failure(click.ClickException):
    """The command could not do what it should; `message` is one or more lines for the user."""

    def __init__(self, text: str, status: int = FAILED) -> None:
        super().__init__(text)
        self.exit_code = status  # type: ignore[misc] # click declares it for the class, and reads it from the instance

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Say what went wrong; where nobody is left to say it to, the exit status is all there is."""
        with suppress(OSError):
            click.echo(self.message, file=file, err=True)
