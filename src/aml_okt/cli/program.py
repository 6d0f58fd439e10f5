"""The program itself: what all commands share, and how whatever goes wrong ends in a sentence."""

from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from aml_okt import INTERRUPTED, __version__
from aml_okt.cli import speech
from aml_okt.cli.commands import COMMANDS
from aml_okt.cli.failure import Failure
from aml_okt.cli.kinds import Folder, Language
from aml_okt.clock import Clock, SystemClock
from aml_okt.core.message import message
from aml_okt.files.folders import APP, DIR_VARIABLE, SETTINGS_NAME, configuration_folder, default_root
from aml_okt.files.language_line import language_in
from aml_okt.i18n import gettext as _
from aml_okt.i18n import known_language, use_language

NAME = APP
ASKED = f"_{NAME.replace('-', '_').upper()}_COMPLETE"
"""The environment variable by which a shell asks how a line goes on; click names it so."""


class Desk(Struct, frozen=True):
    """What every command works with: the folder of sessions, and the clock."""

    root: Path
    clock: Clock


class Program(speech.Group):
    """The group of all commands."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:  # noqa: ANN401 - as click declares it
        """Read the command line, which may ask for help at once: the language of the settings is known before."""
        use_language(known_language(language_in(configuration_folder() / SETTINGS_NAME)))
        return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run a command; what could be expected to go wrong becomes a sentence."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read what we wrote has gone, and click ends quietly
        except KeyboardInterrupt as interrupt:
            raise Failure(_("Avbrutt."), INTERRUPTED) from interrupt
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # What all these errors are is known to those who can raise them, and is loaded for whoever has met one.
            from aml_okt.cli.expected import failure  # noqa: PLC0415
            from aml_okt.loading import EXPECTED  # noqa: PLC0415

            if isinstance(error, EXPECTED):
                raise failure(error) from error
            raise


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted and not ctx.resilient_parsing:
        click.echo(f"{NAME} {__version__}")
        ctx.exit()


@click.group(
    NAME,
    cls=Program,
    holds=COMMANDS,
    says=message("aml-okt leder en gruppe gjennom en økt, steg for steg, og skriver referatet etterpå."),
)
@click.option(
    "--dir",
    "root",
    cls=speech.Option,
    type=Folder(),
    envvar=DIR_VARIABLE,
    value=message("MAPPE"),
    says=message("Mappa som øktene ligger i. Ellers brukes AML_OKT_DIR, og ellers «aml-okt» blant dokumentene dine."),
)
@click.option(
    "--lang",
    "language",
    cls=speech.Option,
    type=Language(),
    value=message("SPRÅK"),
    is_eager=True,
    expose_value=False,
    callback=lambda _ctx, _param, language: use_language(language) if language else None,
    says=message(
        "Språket programmet snakker: «nb», «nn» eller «en». Ellers brukes det som står i innstillingene, og ellers "
        "språket til agendaen."
    ),
)
@click.option(
    "--version",
    cls=speech.Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    says=message("Vis hvilken utgave dette er."),
)
@click.pass_context
def program(ctx: click.Context, root: Path | None) -> None:
    """Settle where the sessions are, and whose clock counts; tests hand in a clock of their own."""
    speech.need_command(ctx)
    ctx.obj = Desk(root or default_root(), ctx.obj or SystemClock())
