"""Ticking off what was agreed on in the last session."""

from collections.abc import Callable, Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from aml_okt.core.actions import Action as Task
from aml_okt.core.carrying import from_last
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.follow_up import CHANGED_MEANWHILE, COMES_ALONG, FROM_LAST, WHAT_IS_DONE, ticked_in_words
from aml_okt.scene.forms import as_written
from aml_okt.scene.news import action_unsaved_in_words, actions_unreadable_in_words
from aml_okt.tui.actions import FOLLOW_UP, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.message_line import Tone
from aml_okt.tui.widgets.words import Words


class FollowUpDialog(ChoosingDialog[None]):
    """A line for each. Whatever is ticked is on the disk at once."""

    ABOUT = about.FOLLOW_UP
    BINDINGS = bindings(FOLLOW_UP)
    KEYS = FOLLOW_UP

    def __init__(
        self, tasks: Sequence[Task], read: Callable[[], Sequence[Task]], tick: Callable[[Task], Task | None]
    ) -> None:
        """`tasks` are all actions; `read` reads them anew; `tick` ticks one, or says None where it has been changed.

        Both may raise OSError.
        """
        super().__init__(render(FROM_LAST))
        self._tasks = from_last(tasks)
        self._read, self._tick = read, tick

    def above(self) -> Iterable[Widget]:
        """What becomes of the rest."""
        yield Words(f"{render(WHAT_IS_DONE)} {render(COMES_ALONG)}", classes="above")

    def contents(self) -> Iterable[Widget]:
        """The list."""
        yield ChoiceList(self._lines())

    def usable(self, action: Action) -> bool:
        """Space does what can be done with the chosen one."""
        match action.name:
            case "tick":
                return bool(self._tasks) and not self._chosen.done
            case "untick":
                return bool(self._tasks) and self._chosen.done
            case _:
                return True

    def action_tick(self) -> None:
        """It is done."""
        self._turn()

    def action_untick(self) -> None:
        """It is not."""
        self._turn()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._turn()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.draw_keys()

    @property
    def _chosen(self) -> Task:
        return self._tasks[max(0, self.choices.chosen)]

    def _turn(self) -> None:
        """Tick the chosen one, or take that back, and show the list as it then stands on the disk."""
        if not self._tasks:
            return
        try:
            now = self._tick(self._chosen)
        except OSError as fault:
            self.tell(action_unsaved_in_words(fault), Tone.FAULT)
            return
        if now is None:
            self.tell(render(CHANGED_MEANWHILE), Tone.REFUSAL)
        else:
            self.tell(ticked_in_words(now))
        try:
            self._tasks = from_last(self._read())
        except OSError as fault:
            self.tell(actions_unreadable_in_words(fault), Tone.FAULT)
            return
        self.choices.show(self._lines())
        self.draw_keys()

    def _lines(self) -> list[Content]:
        return [_line(task) for task in self._tasks]


def _line(task: Task) -> Content:
    """What is to be done, and below it who does it, by when, and since when it has been agreed on."""
    due = _("frist {day}").format(day=as_written(task.due)) if task.due else ""
    since = _("avtalt {day}").format(day=as_written(task.since)) if task.since else ""
    below = " · ".join(filter(None, (one_line(task.owner), due, since)))
    return Content.assemble("☑ " if task.done else "☐ ", (one_line(task.text), "bold"), (f"\n  {below}", "$muted"))
