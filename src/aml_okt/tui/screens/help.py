"""Help: what a screen is for and what each key does; of the session's, what it answers and what «3 min bak» means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from textual.app import App
from textual.content import Content
from textual.widget import Widget

from aml_okt.core.commands import (
    ChooseFacilitator,
    Command,
    MarkFactor,
    SetFocusOrder,
    SetNextMeeting,
    ShowSlide,
)
from aml_okt.core.message import Message, message
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene import about
from aml_okt.scene.about import About
from aml_okt.scene.action import Action, letter
from aml_okt.scene.actions import SESSION, key_of
from aml_okt.scene.leading import Aside, Scene
from aml_okt.tui.actions import FACTORS, HELP, bindings
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.dialog import ReadingDialog
from aml_okt.tui.widgets.key_bar import key_in_words
from aml_okt.tui.widgets.two_columns import Row, TwoColumns

_OF_SOME_STEPS: frozenset[type[Command]] = frozenset(
    {ChooseFacilitator, SetFocusOrder, MarkFactor, ShowSlide, SetNextMeeting}
)
"""Commands that only some steps of an agenda have a use for."""

_ANSWERS: tuple[tuple[Message, Message], ...] = (
    (
        message("Hvor er vi?"),
        message(
            "Øverst, og i lista til venstre: Den uthevede linja er nå. I et smalt vindu viser {key} lista.",
            key=letter("o", "plan"),
        ),
    ),
    (message("Hvor lenge er det igjen?"), message("De store tallene. Med + foran er dere over tiden.")),
    (message("Hvem er i fokus?"), message("Bildet av bordet. Der ser dere også hvem som tar tiden.")),
    (message("Hvem snakker, og hva er lov?"), message("Linja under klokka, og regelen i uthevet skrift.")),
    (message("Hva sier jeg nå?"), message("Teksten etter «Si» kan leses høyt som den står.")),
    (message("Rekker vi det?"), message("Øverst til høyre: når dere slutter, og om dere er i rute.")),
)

_KEY_NAMES = {
    "space": message("Mellomrom"), "enter": message("Enter"), "escape": message("Escape"),
    "up": message("↑"), "down": message("↓"), "left": message("←"), "right": message("→"),
    "pageup": message("PgUp"), "pagedown": message("PgDn"), "home": message("Home"), "end": message("End"),
    "question_mark": message("?"),
}  # fmt: skip
"""Textual's names of keys that people write in another way."""

_KEYS = 12
"""Columns for an action's keys."""


class HelpDialog(ReadingDialog):
    """Help for a screen: what it is for, and what can be done there. The session's has more to say."""

    BINDINGS = bindings(HELP)
    KEYS = HELP
    ABOUT = about.HELP
    HELPS = ()

    def __init__(
        self,
        actions: Sequence[Action] = SESSION,
        screen: About = about.LEADING,
        now: tuple[About, Sequence[Action]] | None = None,
    ) -> None:
        """`actions` are what can be done on this screen; `now` is what stands on it at this moment, with its own."""
        super().__init__(_("Hjelp · {screen}").format(screen=render(screen.title)))
        self._actions, self._screen, self._now = tuple(actions), screen, now

    def contents(self) -> Iterable[Widget]:
        """All of it as one text, which scrolls."""
        yield TwoColumns(self._rows())

    def asks_before_closing(self) -> bool:
        """Whoever closes the program from here is asked what the screen below would ask."""
        self.dismiss()
        self.app.call_later(self.app.run_action, "quit")
        return True

    def _rows(self) -> Iterator[Row]:
        """Sections, each a heading and its lines."""
        yield Content(render(self._screen.says))
        if self._now is not None:
            standing, actions = self._now
            yield from _section(render(standing.title))
            yield Content(render(standing.says))
            yield from map(_action_row, actions)
        if self._screen is about.LEADING:
            yield from _answers()
        for heading, actions in self._sections():
            if actions:
                yield from _section(heading)
                yield from map(_action_row, actions)
        if typing := self._while_typing():
            yield from _section(_("Mens du skriver"))
            yield Content(_("Da er bokstavene tekst. Disse tastene virker likevel:"))
            for key, labels in typing.items():
                yield _row(_keys_and_label(_key_name(key), " / ".join(labels)), "")
        yield from _section(render(about.HELP.title))
        yield Content(render(about.HELP.says))

    def _sections(self) -> Iterator[tuple[str, list[Action]]]:
        if self._screen is not about.LEADING:
            yield _("Tastene"), [*self._actions]
            return
        some = [action for action in self._actions if action.beside or action.needs in _OF_SOME_STEPS]
        course = [action for action in self._actions if action.needs is not None and action not in some]
        always = [action for action in self._actions if action not in some and action not in course]
        yield _("Klokka og gangen i økta"), course
        yield _("I noen av stegene"), some
        yield _("Hele tiden"), always

    def _while_typing(self) -> dict[str, list[str]]:
        """The second keys, each with what it does; one key may pause and go on."""
        keys: dict[str, list[str]] = {}
        for action in self._actions:
            # Elsewhere F1 is told of with the help itself: most other screens have nothing to type in.
            if action.typing and (action.name != "help" or self._screen is about.LEADING):
                keys.setdefault(action.typing, []).append(render(action.label))
        return keys


def open_help(app: App[Any], wanted: HelpWanted) -> None:
    """Open the help that is wanted, where none is open yet."""
    if not isinstance(app.screen, HelpDialog):
        app.push_screen(HelpDialog(wanted.actions, wanted.screen, wanted.now))


def standing_now(
    seen: Scene | None, usable: Callable[[Action], bool], *, for_all: bool
) -> tuple[About, tuple[Action, ...]] | None:
    """What stands on the session's screen at this moment, and what can be done about it alone."""
    if seen is None:
        return None
    if for_all:
        return about.FOR_ALL, ()
    own = tuple(action for action in SESSION if action.beside == seen.aside.value and usable(action))
    return about.ASIDES[seen.aside], (*own, *(FACTORS if seen.aside is Aside.FACTORS else ()))


def _answers() -> Iterator[Row]:
    """What the session's screen answers, and what being behind means."""
    yield from _section(_("Skjermen svarer på seks spørsmål"))
    for question, answer in _ANSWERS:
        yield _row(Content.styled(render(question), "bold"), render(answer))
    yield from _section(_("Foran og bak"))
    yield Content(
        _(
            "«3 min bak» betyr at økta slutter 3 minutter senere enn planen dere begynte med, hvis resten tar"
            " den tiden som er satt av. Pauser teller med. Er dere bak, viser {late} hvordan tiden kan hentes inn;"
            " er dere foran, viser {early} hva den kan brukes til."
        ).format(late=key_of("make_up"), early=key_of("use_spare"))
    )


def _section(heading: str) -> Iterator[Content]:
    """The heading of a section, with air over it."""
    yield Content()
    yield _heading(heading)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $now")


def _row(left: Content, right: str) -> Row:
    return left, Content.styled(right, "$muted")


def _action_row(action: Action) -> Row:
    return _row(_keys_and_label(_keys(action), render(action.label)), render(action.help))


def _keys_and_label(keys: str, label: str) -> Content:
    return Content.assemble((set_cell_size(keys, _KEYS), "bold $focus"), label)


def _keys(action: Action) -> str:
    """The keys of an action, the first as the key bar writes it, and of the others those that there is room for."""
    keys = render(action.shown)
    for other in map(_key_name, [] if action.by_key else action.pressed[1:]):
        if cell_len(f"{keys} {other}") < _KEYS:
            keys = f"{keys} {other}"
    return keys


def _key_name(key: str) -> str:
    return render(_KEY_NAMES[key]) if key in _KEY_NAMES else key_in_words(key) if len(key) > 1 else key
