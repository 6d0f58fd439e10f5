"""Help: what the screen answers, what each key does, and what «3 min bak» means."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import set_cell_size
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
from aml_okt.scene.action import Action, letter
from aml_okt.scene.actions import SESSION, key_of
from aml_okt.tui.actions import HELP, bindings
from aml_okt.tui.screens.dialog import ReadingDialog
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
    """Help for a session's screen with these actions."""

    BINDINGS = bindings(HELP)
    KEYS = HELP

    def __init__(self, actions: Sequence[Action] = SESSION) -> None:
        super().__init__(_("Hjelp"))
        self._actions = tuple(actions)

    def contents(self) -> Iterable[Widget]:
        """All of it as one text, which scrolls."""
        yield TwoColumns(self._rows())

    def _rows(self) -> Iterator[Row]:
        """Sections, each a heading and its lines."""
        yield _heading(_("Skjermen svarer på seks spørsmål"))
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
        for heading, actions in self._sections():
            yield from _section(heading)
            for action in actions:
                yield _row(_keys_and_label(_keys(action), render(action.label)), render(action.help))
        yield from _section(_("Mens du skriver"))
        yield Content(_("Da er bokstavene tekst. Disse tastene virker likevel:"))
        for key, labels in self._while_typing().items():
            yield _row(_keys_and_label(_key_name(key), " / ".join(labels)), "")

    def _sections(self) -> Iterator[tuple[str, list[Action]]]:
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
            if action.typing:
                keys.setdefault(action.typing, []).append(render(action.label))
        return keys


def _section(heading: str) -> Iterator[Content]:
    """The heading of a section, with air over it."""
    yield Content()
    yield _heading(heading)


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $now")


def _row(left: Content, right: str) -> Row:
    return left, Content.styled(right, "$muted")


def _keys_and_label(keys: str, label: str) -> Content:
    return Content.assemble((set_cell_size(keys, _KEYS), "bold $focus"), label)


def _keys(action: Action) -> str:
    """All keys of an action, the first as the key bar writes it."""
    others = [] if action.by_key else action.pressed[1:]
    return " ".join([render(action.shown), *map(_key_name, others)])


def _key_name(key: str) -> str:
    return render(_KEY_NAMES[key]) if key in _KEY_NAMES else key.capitalize() if len(key) > 1 else key
