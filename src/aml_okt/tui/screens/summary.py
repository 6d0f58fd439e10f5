"""The summary: how the time went, who spoke how long, what is written where, and the minutes with one key."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from aml_okt.clock import time_of_day
from aml_okt.core.commands import Undo
from aml_okt.core.durations import digits
from aml_okt.core.events import Moment
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import offset, projected_end
from aml_okt.export.extras import has_office
from aml_okt.files.folders import root_of
from aml_okt.files.invocation import command
from aml_okt.files.note_file import Note, read_drafts
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.opening import elsewhere_in_words, found_again_in_words, set_aside_in_words
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.actions import SUMMARY, key_of
from aml_okt.scene.leading import WITHIN_PLAN
from aml_okt.scene.note_words import LOOK_AGAIN_AFTER, TRY_AGAIN_AFTER, all_home
from aml_okt.scene.private_offer import erase_now, offer_in_words, private_left
from aml_okt.scene.summary import (
    minutes_in_words,
    speaking_times,
    step_times,
    thanks_in_words,
    unwritten_in_words,
    whole_in_words,
    written_in_words,
)
from aml_okt.tui.actions import bindings
from aml_okt.tui.frugal_compositor import FrugalScreen
from aml_okt.tui.help_wanted import HelpWanted
from aml_okt.tui.screens.beside import meeting_lines, old_apart_lines
from aml_okt.tui.screens.private_notes import ErasePrivateDialog
from aml_okt.tui.widgets.header_bar import HeaderBar
from aml_okt.tui.widgets.key_bar import KeyBar
from aml_okt.tui.widgets.message_line import MessageLine, Tone
from aml_okt.tui.widgets.words import Words
from aml_okt.unsaved import unsaved_in_words
from aml_okt.wording import in_minutes, offset_in_words, reason_in_words, unchanged_in_words

LABEL, BAR = 22, 40
"""Columns of a label, and of the longest bar where there is room."""

BESIDE_BAR = 56
"""Columns that a line takes beside its bar: label, times, and the air around the page."""

LEAST_BAR = 8


class SummaryScreen(FrugalScreen[bool]):
    """What the session came to. Dismissed with whether the group goes back into it."""

    CSS_PATH = "summary.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SUMMARY)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - declared so by Textual

    def __init__(self, runner: SessionRunner, faults: Iterable[str] = ()) -> None:
        """`faults` are sentences about what has gone wrong before, to be read first."""
        super().__init__()
        self._runner, self._faults = runner, tuple(faults)
        self._waiting = ""
        """What is told of texts that have no place in the session's folder."""
        self._private = 0
        """How many private notes there are, as far as is known."""
        self._has_offered = False
        self._stands = False
        """Whether everything is there, and nobody has left it yet."""

    def compose(self) -> ComposeResult:
        """One scrolled page."""
        yield HeaderBar()
        with VerticalScroll(id="summary"):
            yield Words(id="thanks")
            yield Words(id="whole")
            yield Words(_("Planlagt og brukt tid"), classes="heading")
            yield Words(id="steps")
            yield Words(_("Taletid"), classes="heading")
            yield Words(id="speaking")
            yield Words(_("Tiltak"), classes="heading")
            yield Words(id="actions")
            yield Words(_("Skrevet ned"), classes="heading")
            yield Words(id="written")
        yield MessageLine()
        yield KeyBar(SUMMARY)

    def on_mount(self) -> None:
        """Everything stands still now, so it is drawn once."""
        if not self.children:
            return  # the program is closing, and has put nothing on the screen
        self._stands = True
        state, moment = self._runner.state, self._runner.clock.now()
        zone = self._runner.clock.zone
        late = offset(state, moment)
        self.query_one(HeaderBar).show(
            state.created.title, "", _("sluttet {time}").format(time=time_of_day(projected_end(state, moment), zone)),
            offset_in_words(late), behind=late >= WITHIN_PLAN, rehearsal=state.created.rehearsal is not None,
        )  # fmt: skip
        self._say_what_is_saved()
        self.query_one("#whole", Words).say(whole_in_words(state, moment))
        self._draw_bars()
        self.query_one("#actions", Words).say(_lines(self._actions()))
        self._look_at_notes()
        self.query_one("#summary").focus()
        self.set_timer(LOOK_AGAIN_AFTER, self._look_again)

    def _look_again(self) -> None:
        """Tell what another program wrote in a file while it was replaced, until none can any more."""
        texts, again = self._runner.look_for_late_writes()
        if texts:
            self.query_one(MessageLine).tell_in_turn(set_aside_in_words(texts))
        if again:
            self.set_timer(LOOK_AGAIN_AFTER, self._look_again)

    def _say_what_is_saved(self) -> None:
        """Thank them, and tell where texts are that are not in their place."""
        come = self._runner.notebook.bring_home()
        unsaved: tuple[Note, ...] = ()
        with suppress(OSError):  # that the folder cannot be read is told further down
            unsaved = read_drafts(self._runner.folder)
        self._waiting = elsewhere_in_words(self._runner.notebook.outstanding)
        self._thank(whole=not (self._waiting or unsaved))
        go_on = _("Angre avslutningen med u for å fortsette på det.")
        forms = (f"{unsaved_in_words(draft)} {go_on}" for draft in unsaved)
        for fault in filter(None, (*self._faults, found_again_in_words(come), self._waiting, *forms)):
            self.query_one(MessageLine).tell_in_turn(fault)
        if self._waiting:
            self.set_timer(TRY_AGAIN_AFTER, self._try_again)

    def _thank(self, *, whole: bool) -> None:
        self.query_one("#thanks", Words).say(thanks_in_words(whole=whole))

    def _try_again(self) -> None:
        """See whether the session's folder takes what it has refused."""
        notebook, line = self._runner.notebook, self.query_one(MessageLine)
        found = found_again_in_words(notebook.bring_home())
        before, self._waiting = self._waiting, elsewhere_in_words(notebook.outstanding)
        if self._waiting != before:
            line.take_back([before], "" if self._waiting else all_home())
            self._look_at_notes()
            for fault in filter(None, (found, self._waiting)):
                line.tell_in_turn(fault)
        if self._waiting:
            self.set_timer(TRY_AGAIN_AFTER, self._try_again)

    def on_resize(self) -> None:
        """Bars as long as there is room for."""
        self._draw_bars()

    def _draw_bars(self) -> None:
        state, moment = self._runner.state, self._runner.clock.now()
        bar = max(LEAST_BAR, min(BAR, self.size.width - BESIDE_BAR))
        self.query_one("#steps", Words).say(_lines(step_bars(state, moment, bar)))
        self.query_one("#speaking", Words).say(_lines(speaking_bars(state, bar)))

    def _actions(self) -> Iterator[Content | str]:
        try:
            actions = self._runner.actions.read()
        except OSError as fault:
            yield _("Tiltakene kan ikke leses: {why}").format(why=reason_in_words(fault))
            return
        if actions:
            yield from old_apart_lines(actions)
        else:
            yield _("Ingen tiltak er skrevet ned. Vil dere ha med et, tar {key} dere tilbake til økta.").format(
                key=key_of("undo")
            )
        yield ""
        yield from meeting_lines(self._runner.state)

    def _look_at_notes(self) -> None:
        """Find out what is written, and whether any of it is private."""
        self._private = private_left(self._runner)
        self.query_one("#written", Words).say("\n".join(written_in_words(self._runner, office=has_office())))
        self.query_one(KeyBar).show(action.name for action in SUMMARY if self.check_action(action.name, ()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002 - Textual's
        """Undo needs something to undo, and erasing something to erase; what comes too early or too late is no key."""
        match action:
            case _ if not self._stands:
                return False
            case "undo":
                return bool(self._runner.state.earlier)
            case "erase_private":
                return self._private > 0
            case _:
                return True

    def action_export(self) -> None:
        """Write the minutes, and say where."""
        line = self.query_one(MessageLine)
        try:
            where, remarks = minutes_in_words(self._runner)
        except OSError as fault:
            line.tell(unwritten_in_words(fault), Tone.FAULT)
            return
        self._look_at_notes()
        if remarks:
            line.tell(f"{where}. {' '.join(remarks)}", Tone.FAULT)
        else:
            line.tell(where)
        if not self._has_offered:
            self.action_erase_private()

    @work(exclusive=True)
    async def action_erase_private(self) -> None:
        """Ask whether the private notes are to go, and erase them if they are; without any there is nothing to ask."""
        self._has_offered = True
        if not self._private:
            return
        later = _("Dere kan gjøre det senere med «{command}».").format(
            command=command(root_of(self._runner.folder), "erase", "--private", self._runner.folder.name)
        )
        dialog = ErasePrivateDialog(offer_in_words(self._runner, self._private), later)
        if await self.app.push_screen_wait(dialog):
            told, whole = erase_now(self._runner)
            self._look_at_notes()
            self.query_one(MessageLine).tell(told, Tone.NEWS if whole else Tone.FAULT)

    def action_undo(self) -> None:
        """Take the end back."""
        line = self.query_one(MessageLine)
        try:
            refusal = self._runner.dispatch(Undo())
        except OSError as fault:
            line.tell(unchanged_in_words(fault), Tone.FAULT)
            return
        if refusal is not None:
            line.tell(render(refusal.reason), Tone.REFUSAL)
            return
        self._leave_for(session=True)

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        self.post_message(HelpWanted(SUMMARY, about.SUMMARY))

    async def action_switch_theme(self) -> None:
        """Dark or light."""
        await self.app.run_action("switch_theme")

    def action_leave(self) -> None:
        """Close the program."""
        self._leave_for(session=False)

    def _leave_for(self, *, session: bool) -> None:
        self._stands = False
        self.dismiss(session)


def _lines(lines: Iterable[Content | str]) -> Content:
    return Content("\n").join([line if isinstance(line, Content) else Content(line) for line in lines])


def step_bars(state: SessionState, moment: Moment, bar: int = BAR) -> Iterator[Content]:
    """A line a step: what was used as a bar, what was planned as a mark on it, both in minutes."""
    rows = step_times(state, moment)
    longest = max((max(planned, used) for _label, planned, used in rows), default=timedelta(minutes=1))
    for label, planned, used in rows:
        yield Content.assemble(
            _label(label), *_bar(used, planned, longest, bar), f"  {digits(used):>7}",
            (_("  av {time}").format(time=in_minutes(planned)), "$muted"),
        )  # fmt: skip


def speaking_bars(state: SessionState, bar: int = BAR) -> Iterator[Content]:
    """A line a person: how long they had the word, in turns and in focus."""
    times = speaking_times(state)
    longest = max((used for _person, used in times), default=timedelta()) or timedelta(minutes=1)
    for person, used in times:
        yield Content.assemble(_label(person.name), *_bar(used, timedelta(), longest, bar), f"  {digits(used):>7}")


def _label(text: str) -> str:
    clean = one_line(text)
    short = clean if cell_len(clean) <= LABEL else set_cell_size(clean, LABEL - 1) + "…"
    return set_cell_size(short, LABEL) + "  "


def _bar(used: timedelta, planned: timedelta, longest: timedelta, bar: int) -> Iterator[tuple[str, str]]:
    """The bar in full columns; `│` stands where the plan was, over or after it."""
    filled, mark = round(used / longest * (bar - 1)), round(planned / longest * (bar - 1))
    line = ["▄" if place < filled else " " for place in range(bar)]
    if planned:
        line[mark] = "│"
    over = "$focus" if planned and filled > mark else "$now"
    for place, piece in enumerate(line):
        yield piece, over if piece == "▄" and place < filled else "$muted"
