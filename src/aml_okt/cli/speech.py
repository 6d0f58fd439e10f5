"""Click in our own words: help, usage and every complaint come from our catalogue.

Click translates itself through the standard library's default gettext domain and the environment's locale,
which would give English to a user who has chosen bokmål, and would tie our text to the wording of one
version of click. So nothing that click says is shown: the parts of a help page are written here, and each
kind of complaint that its parser can raise is told again from what it is about.

Help texts are handed in as messages and become text when they are shown, after `--lang` has been read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from aml_okt.cli.place import Place
from aml_okt.cli.typed import typed
from aml_okt.core.message import Message, message
from aml_okt.core.text import one_line
from aml_okt.files.folders import APP
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Click's own signatures hold `Any` where settings are only handed on; ANN401 is left out for those.

_NOTHING: Mapping[str, Place] = MappingProxyType({})


class BadUse(click.UsageError):
    """The command was written wrongly; `message` is a whole sentence in the user's language."""

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Say how the command is used, where to read more, and what was wrong."""
        if self.ctx is not None:
            more = _("Skriv «{command}» for hjelp.").format(command=f"{self.ctx.command_path} --help")
            click.echo(f"{self.ctx.get_usage()}\n{more}\n", file=file, err=True)
        click.echo(_("Feil: {message}").format(message=self.message), file=file, err=True)


class NoCommand(click.UsageError):
    """Only the name of the program or of a group was given, which gets its help page as an answer."""

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Print the help page."""
        click.echo(self.message, file=file, err=True)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Bruk: ") if prefix is None else prefix)


class _Context(click.Context):
    formatter_class = _Formatter


class Option(click.Option):
    """An option; `says` is its help, and `value` what stands for its value there."""

    def __init__(
        self,
        names: Sequence[str],
        *,
        says: Message,
        value: Message | None = None,
        **settings: Any,  # noqa: ANN401 - handed on to click
    ) -> None:
        super().__init__(names, **settings)
        self.says, self.value = says, value

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """How the option is written, and what it does."""
        names = "/".join(filter(None, (", ".join(self.opts), ", ".join(self.secondary_opts))))
        return (f"{names} {render(self.value)}" if self.value else names, _as_typed(ctx, render(self.says)))


class Argument(click.Argument):
    """An argument; `value` is what stands for it in help and complaints.

    `listed_by` are the words of the command that lists what it can be, where there is one.
    """

    def __init__(
        self,
        names: Sequence[str],
        *,
        value: Message,
        listed_by: Sequence[str] = (),
        **settings: Any,  # noqa: ANN401 - handed on to click
    ) -> None:
        super().__init__(names, **settings)
        self.value, self.listed_by = value, tuple(listed_by)

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The argument in the line of usage."""
        del ctx
        return [render(self.value) if self.required else f"[{render(self.value)}]"]


class _Speaking(click.Command):
    """What commands and groups have in common; `says` is the first line of the help text, and `more` the rest."""

    context_class = _Context

    def __init__(
        self,
        name: str | None,
        *,
        says: Message,
        more: Message | None = None,
        **settings: Any,  # noqa: ANN401 - handed on to click
    ) -> None:
        # The help option is an ordinary one of ours, so that it speaks like the others.
        super().__init__(name, add_help_option=False, **settings)
        self.says, self.more = says, more
        self.params.append(
            Option(
                ["--help"],
                says=message("Vis denne hjelpen."),
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
            )
        )

    def get_short_help_str(self, limit: int = 0) -> str:
        """The first line of the help text."""
        del limit
        return render(self.says)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            parts = (render(part) for part in (self.says, self.more) if part is not None)
            formatter.write_text(_as_typed(ctx, "\n\n".join(parts)))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the line of usage says after the name."""
        return [_("[VALG]…"), *(piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        with formatter.section(_("Valg")):
            formatter.write_dl([param.get_help_record(ctx) for param in self.params if isinstance(param, Option)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """The options that begin so and are not written yet; all of them where nothing else can follow."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when a shell asks

        return [
            CompletionItem(name, help=render(param.says))
            for param in self.params
            if isinstance(param, Option)
            and (param.multiple or ctx.get_parameter_source(param.name or "") is not ParameterSource.COMMANDLINE)
            for name in _written(param)
            if name.startswith(incomplete or "--")
        ]

    def _parse(
        self, parse: Callable[[click.Context, list[str]], list[str]], ctx: click.Context, args: list[str]
    ) -> list[str]:
        """Let click parse, and tell in our words what it complains of."""
        try:
            return parse(ctx, args)
        except click.UsageError as complaint:
            raise BadUse(self._in_words(complaint, ctx), ctx) from complaint

    def _in_words(self, complaint: click.UsageError, ctx: click.Context) -> str:
        match complaint:
            case click.NoSuchOption(option_name=name):
                return self._unknown(name, ctx)
            case click.BadOptionUsage(option_name=name):
                flags = [param for param in self.params if getattr(param, "is_flag", False)]
                if any(name in _written(flag) for flag in flags):
                    return _("Valget «{name}» skal stå uten verdi.").format(name=name)
                return _("Valget «{name}» mangler en verdi. Skriv den rett etter valget.").format(name=name)
            case click.MissingParameter(param=param) if param is not None:
                told = _("«{name}» må være med.").format(name=_name_of(param))
                listed_by = param.listed_by if isinstance(param, Argument) else ()
                return f"{told} {those_there_are(*listed_by)}" if listed_by else told
            case click.BadParameter(param=param) if param is not None:
                return _("{name}: {fault}").format(name=_name_of(param), fault=complaint.message)
            case _:
                return complaint.message

    def _unknown(self, name: str, ctx: click.Context) -> str:
        """That there is no such option here: elsewhere on the line perhaps, or by another name."""
        if before := _for_all_commands(name, ctx):
            return _("Valget «{name}» skal stå foran kommandoen: «{command}».").format(name=name, command=before)
        known = [option for param in self.params for option in _written(param) if option.startswith("--")]
        return _("Valget «{name}» finnes ikke.").format(name=one_line(name)) + perhaps(name, known)


class Command(_Speaking):
    """A command."""

    # Click would refuse what is left over in its own words; `parse_args` does it in ours.
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line of this command."""
        left = self._parse(super().parse_args, ctx, args)
        if left and not ctx.resilient_parsing:
            raise BadUse(_("«{args}» er for mye. Ta det bort.").format(args=one_line(" ".join(left))), ctx)
        return left


class Group(_Speaking, click.Group):
    """A command that only holds other commands; its callback begins with `need_command`.

    `holds` says where they are. Each is loaded when it is asked for, and not for being listed.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        holds: Mapping[str, Place] = _NOTHING,
        **settings: Any,  # noqa: ANN401 - handed on to click
    ) -> None:
        super().__init__(name, invoke_without_command=True, no_args_is_help=False, **settings)
        self.holds = holds

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what comes before the name of the command."""
        return self._parse(super().parse_args, ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the line of usage says after the name."""
        return [*super().collect_usage_pieces(ctx)[:1], _("KOMMANDO …")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Kommandoer")):
            formatter.write_dl(self._listed())

    def _listed(self) -> list[tuple[str, str]]:
        """Each command, and what it does."""
        held = [(name, render(place.says)) for name, place in self.holds.items()]
        return held + [(name, command.get_short_help_str()) for name, command in self.commands.items()]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were named, which is that of use."""
        del ctx
        return [*self.holds, *self.commands]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """The commands that begin so; or the options, for whoever has begun to write one."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only when a shell asks

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=says) for name, says in self._listed() if name.startswith(incomplete)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now; None where there is none."""
        place = self.holds.get(cmd_name)
        return super().get_command(ctx, cmd_name) if place is None else place.load()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named."""
        known = self.list_commands(ctx)
        if args[0] not in known:
            sentence = _("Kommandoen «{name}» finnes ikke.").format(name=one_line(args[0]))
            raise BadUse(sentence + perhaps(args[0], known), ctx)
        return super().resolve_command(ctx, args)


def _as_typed(ctx: click.Context, told: str) -> str:
    """A help text with the commands that it quotes as they have to be typed here."""
    begins = ctx.find_root().info_name or APP
    return re.sub(f"(?<=[«“]){APP}(?= [a-z-])", lambda _found: begins, told)


def need_command(ctx: click.Context) -> None:
    """Answer with the help page when no command was given."""
    if ctx.invoked_subcommand is None:
        raise NoCommand(ctx.get_help(), ctx)


def perhaps(name: str, known: Iterable[str]) -> str:
    """` Mente du «start»?`, or nothing when nothing is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for whoever has misspelt a word

    near = get_close_matches(name, list(known), n=1)
    return " " + _("Mente du «{name}»?").format(name=near[0]) if near else ""


def those_there_are(*words: str) -> str:
    """Which command lists what can be named."""
    return _("«{command}» viser dem som finnes.").format(command=typed(*words))


def _for_all_commands(name: str, ctx: click.Context) -> str:
    """How an option is written that all commands share; nothing where it is none of those."""
    root = ctx.find_root()
    shared = [param for param in root.command.params if isinstance(param, Option) and name in _written(param)]
    program = root.info_name or APP
    command = ctx.command_path.removeprefix(program).strip()
    return f"{program} {shared[0].get_help_record(ctx)[0]} {command}" if shared and command else ""


def _written(param: click.Parameter) -> list[str]:
    """All the ways that an option can be written, those that turn it off too."""
    return [*param.opts, *param.secondary_opts]


def _name_of(param: click.Parameter) -> str:
    return render(param.value) if isinstance(param, Argument) else max(param.opts, key=len)


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click calls it so
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()
