"""Who takes part: who leads, who has come late, who has gone. What it means for the time is shown first."""

from collections.abc import Iterable

from rich.cells import set_cell_size
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.commands import AddParticipant, ChooseFacilitator, MarkGone, MarkReturned, RenameParticipant
from aml_okt.core.deciding import Refusal, allowed
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.core.timing import projected_end
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.runner import SessionRunner
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.people import Change, change_in_words, changed_in_words, renamed_in_words, roles_of
from aml_okt.tui.actions import PEOPLE, bindings
from aml_okt.tui.screens.dialog import ChoosingDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.field import Field
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.words import Words

_SEAT, _NAME = 4, 30
"""Columns for the seat's number and for the name."""


class PeopleDialog(ChoosingDialog[str]):
    """Everybody with seat and roles. Every change is journalled at once; the result says what the last one was."""

    ABOUT = about.PEOPLE
    BINDINGS = bindings(PEOPLE)
    KEYS = PEOPLE

    def __init__(self, runner: SessionRunner) -> None:
        super().__init__(_("Deltakere"))
        self._runner = runner
        self._proposed: Change | RenameParticipant | None = None
        self._news = ""

    def contents(self) -> Iterable[Widget]:
        """The people, a field for a new name, and what a change would mean."""
        yield ChoiceList(_lines(self._runner.state))
        yield Words(classes="label name")
        yield Field(placeholder=_("Navn"), id="name")
        yield Words(id="forecast")

    def opened(self) -> None:
        """Begin with the list. What a change would mean follows the clock."""
        self._ask_for_name("")
        self.follow_clock(self._look_at_clock)

    def _look_at_clock(self) -> None:
        if self._proposed is not None:
            self._foresee(self._proposed)

    def usable(self, action: Action) -> bool:
        """What makes sense for the chosen person, or while something waits for a yes."""
        state, proposed, chosen = self._runner.state, self._proposed, self._chosen
        nothing_waits, gone = proposed is None, chosen.id in state.course.gone
        sensible = {
            "decline": not nothing_waits,
            "take_in": isinstance(proposed, AddParticipant | MarkReturned),
            "let_go": isinstance(proposed, MarkGone),
            "take_name": isinstance(proposed, RenameParticipant),
            "mark_gone": nothing_waits and not gone,
            "mark_returned": nothing_waits and gone,
            "make_facilitator": nothing_waits and not gone and chosen.id != state.course.facilitator,
        }
        return sensible.get(action.name, nothing_waits) and (action.needs is None or action.needs in allowed(state))

    @property
    def _chosen(self) -> Participant:
        return self._runner.state.course.people[max(0, self.choices.chosen)]

    # What waits for a yes

    def action_add_person(self) -> None:
        """Ask for a name; what it would mean is shown while it is typed."""
        self._ask_for_name(_("Hvem er kommet?"))
        self._propose(AddParticipant(""))

    def action_rename(self) -> None:
        """Let the chosen person's name be written anew."""
        person = self._chosen
        self._ask_for_name(_("Hva er riktig navn?"), person.name)
        self._propose(RenameParticipant(person.id, person.name))

    def action_mark_gone(self) -> None:
        """Show what it would mean that the chosen person has gone."""
        self._propose(MarkGone(self._chosen.id))

    def action_mark_returned(self) -> None:
        """Show what it would mean that the chosen person is here again."""
        self._propose(MarkReturned(self._chosen.id))

    @on(Input.Changed, "#name")
    def _name_typed(self) -> None:
        name = self.query_one(Field).text
        match self._proposed:
            case AddParticipant():
                self._propose(AddParticipant(name))
            case RenameParticipant(person=person):
                self._propose(RenameParticipant(person, name))
            case _:
                pass

    def _propose(self, change: Change | RenameParticipant) -> None:
        self.tell("")
        if self._foresee(change):
            self._proposed = change
            self.call_after_refresh(self.body.scroll_end, animate=False)
            self.draw_keys()

    def _foresee(self, change: Change | RenameParticipant) -> bool:
        """Say what a change would mean at this moment; whether it can be thought of at all."""
        after = self._runner.preview(change)
        if isinstance(change, RenameParticipant):
            # It means nothing for the time. That the name is as it was need not be said before it is written anew.
            wrong = isinstance(after, Refusal) and not self._is_as_before(change)
            said = Content(render(after.reason) if wrong and isinstance(after, Refusal) else "")
        elif not isinstance(after, Refusal):
            end, *more = change_in_words(self._runner, change, after)
            said = Content.assemble((end, "bold"), *((f"\n{line}", "$muted") for line in more))
        elif isinstance(change, AddParticipant):
            said = Content(render(after.reason) if change.name else _("Ny slutt vises her før du sier ja."))
        else:
            self.refuse(after)
            return False
        self.query_one("#forecast", Words).say(said)
        return True

    # The answer

    @on(Input.Submitted, "#name")
    def action_take_in(self) -> None:
        """Yes, that person is here."""
        self._accept()

    def action_take_name(self) -> None:
        """Yes, that is the name."""
        self._accept()

    def action_let_go(self) -> None:
        """Yes, that person has gone."""
        self._accept()

    def action_decline(self) -> None:
        """Let everything be as it is."""
        self._forget()

    def _accept(self) -> None:
        change, before = self._proposed, self._runner.state
        if isinstance(change, RenameParticipant) and self._is_as_before(change):
            self._forget()
            return
        if change is None or isinstance(self._runner.preview(change), Refusal):
            return  # why not is told already, where the new end would have stood
        if not self.carry_out(self._runner, change):
            return
        came, after = isinstance(change, AddParticipant), self._runner.state
        self._forget()
        self._show(len(after.course.people) - 1 if came else None)
        if isinstance(change, RenameParticipant):
            self._tell_done(renamed_in_words(before, after, change.person))
        else:
            self._tell_done(changed_in_words(after, change))

    def _is_as_before(self, change: RenameParticipant) -> bool:
        return change.name == self._runner.state.name(change.person)

    def _forget(self) -> None:
        self._proposed = None
        self._ask_for_name("")
        self.query_one("#forecast", Words).say("")
        self.draw_keys()

    def _ask_for_name(self, question: str, name: str = "") -> None:
        """Ask for a name, beginning with the one that is there; without a question, no more."""
        field, label = self.query_one(Field), self.query_one(".name", Words)
        field.value = name
        field.cursor_position = len(field.value)
        label.say(question)
        field.display = label.display = bool(question)
        self.set_focus(field if question else None)

    # What is done at once

    def action_make_facilitator(self) -> None:
        """Let the chosen person lead."""
        person = self._chosen
        if self.carry_out(self._runner, ChooseFacilitator(person.id)):
            self._show()
            self._tell_done(_("{name} leder dere nå.").format(name=person.name))

    def _tell_done(self, news: str) -> None:
        clock = self._runner.clock
        end = time_of_day(projected_end(self._runner.state, clock.now()), clock.zone)
        self._news = _("{news} Slutt {end}. Angre med u.").format(news=news, end=end)
        self.tell(_("{news} Du kan angre med u når du er tilbake i økta.").format(news=news))

    def action_close(self) -> None:
        """Back to the session, which says what was done last."""
        self.dismiss(self._news)

    @on(ChoiceList.OptionHighlighted)
    def _choice_moved(self, event: ChoiceList.OptionHighlighted) -> None:
        """Another person may be able to do other things, and nothing is asked about the one before."""
        event.stop()
        about_one = MarkGone | MarkReturned | RenameParticipant
        if isinstance(self._proposed, about_one) and self._proposed.person != self._chosen.id:
            self._forget()
        self.draw_keys()

    def _show(self, chosen: int | None = None) -> None:
        self.choices.show(_lines(self._runner.state), chosen)
        self.draw_keys()


def _lines(state: SessionState) -> list[Content]:
    return [_line(state, seat, person) for seat, person in enumerate(state.course.people, 1)]


def _line(state: SessionState, seat: int, person: Participant) -> Content:
    gone = person.id in state.course.gone
    return Content.assemble(
        (set_cell_size(f"{seat}", _SEAT), "$muted"),
        (set_cell_size(shorten(one_line(person.name), _NAME - 1), _NAME), "$muted" if gone else "bold"),
        (" · ".join(roles_of(state, person)), "$muted" if gone else "$now"),
    )
