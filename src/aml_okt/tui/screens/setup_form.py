"""The form of the setup screen: service, place, people, latest end, and the short break."""

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from aml_okt.clock import time_of_day
from aml_okt.core.deciding import name_fault
from aml_okt.core.latest_end import next_instant, read_time_of_day
from aml_okt.core.message import Message as Sentence
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import ngettext, render
from aml_okt.opening import Opening
from aml_okt.scene.setup_plan import Draft, likely_end
from aml_okt.scene.setup_words import end_fault, speed_in_words, split_names, tomorrow_in_words, too_few_in_words
from aml_okt.tui.widgets.field import Field, NamesField
from aml_okt.tui.widgets.message_line import Tone
from aml_okt.tui.widgets.people_list import PeopleList
from aml_okt.tui.widgets.start_button import StartButton
from aml_okt.tui.widgets.tick import Tick
from aml_okt.tui.widgets.words import Words


class SetupForm(VerticalScroll, can_focus=False):
    """What people fill in. `Changed` tells that the plan is another, `Said` what they should know."""

    class Changed(Message):
        """The draft is another."""

    class Said(Message):
        """A sentence for the message line."""

        def __init__(self, sentence: str, tone: Tone) -> None:
            super().__init__()
            self.sentence, self.tone = sentence, tone

    def __init__(self, opening: Opening, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._opening = opening
        self._clock = opening.clock
        self.draft = Draft(latest_end=opening.latest_end, breather=opening.breather)
        self._corrected: str | None = None
        """The name in the list that is being written anew."""

    def compose(self) -> ComposeResult:
        """A label and a field in each line."""
        opening = self._opening
        end = time_of_day(opening.latest_end, opening.clock.zone) if opening.latest_end else ""
        yield Words(self._title(), id="title")
        yield Words(_("Tjeneste"), classes="label")
        yield Field(one_line(opening.unit), placeholder=_("for eksempel Barnevernet"), id="unit")
        yield Words(_("Sted"), classes="label")
        yield Field(one_line(opening.place), placeholder=_("for eksempel Møterom 2"), id="place")
        yield Words(_("Deltakere"), classes="label")
        yield NamesField(placeholder=_("navn, så Enter"), id="name")
        yield Words(id="count")
        yield PeopleList(id="people")
        yield Words(_("Slutt senest"), classes="label")
        likely = likely_end(opening.agenda_file.agenda, opening.clock.now().wall)
        example = _("{time}, kan stå tomt").format(time=time_of_day(likely, opening.clock.zone))
        yield Field(end, placeholder=example, id="end")
        yield Words(_("Kort pause"), classes="label", id="breather-label")
        yield Tick(on=opening.breather, id="breather")
        yield Words(_("Agenda"), classes="label")
        yield Words(one_line(opening.origin), id="origin")
        yield Words()
        yield StartButton(_("Start økta"), "F9", id="go")

    def on_mount(self) -> None:
        """Take in the names that came with the opening, and begin at the first field that stands open."""
        self.set_class(self._opening.rehearsal is not None, "-rehearsal")
        self._add(self._opening.names)
        self._first_open_field().focus()

    @property
    def unit(self) -> str:
        """The service."""
        return self.query_one("#unit", Field).text

    @property
    def place(self) -> str:
        """The place."""
        return self.query_one("#place", Field).text

    def offer_breather(self, offer: tuple[str, str] | None) -> None:
        """Offer the short break: what it is and what it leads to; None takes the offer back."""
        tick = self.query_one(Tick)
        self.query_one("#breather-label").display = tick.display = offer is not None
        if offer is not None:
            tick.ask(*offer)

    @property
    def holds_something(self) -> bool:
        """Whether something is filled in that would be gone if the program closed, and does not come by itself."""
        recalled = self._opening.recalled and (self.unit, self.place) == (self._opening.unit, self._opening.place)
        where = "" if recalled else self.unit or self.place
        return bool(self.draft.names or where or self.query_one("#name", NamesField).text)

    def is_complete(self) -> bool:
        """Whether a session can begin; if not, what is missing is said and the field for it has the keys."""
        if self.query_one("#name", NamesField).text and not self._add_from_field():
            self.query_one("#name").focus()
            return False
        if not self.draft.enough:
            self._refuse(too_few_in_words())
            self.query_one("#name").focus()
            return False
        if not self._end_is_readable():
            self.query_one("#end").focus()
            return False
        return True

    def _title(self) -> str:
        speed = self._opening.rehearsal
        if speed is None:
            return _("FØR VI BEGYNNER")
        return speed_in_words(speed)

    def _first_open_field(self) -> Widget:
        if self._opening.guided and self.draft.enough:
            return self.query_one("#go")
        for name in ("unit", "place"):
            if not self.query_one(f"#{name}", Field).text:
                return self.query_one(f"#{name}")
        return self.query_one("#go" if self.draft.enough else "#name")

    def _refuse(self, sentence: str) -> None:
        self.post_message(self.Said(sentence, Tone.REFUSAL))

    def _tell(self, sentence: str) -> None:
        self.post_message(self.Said(sentence, Tone.NEWS))

    # People

    def _set_names(self, names: tuple[str, ...]) -> None:
        self.draft = replace(self.draft, names=names)
        count = len(names)
        said = ngettext("{count} er med", "{count} er med", count).format(count=count)
        people = self.query_one(PeopleList)
        people.names = names
        self.query_one("#count", Words).say(said)
        self.query_one("#count").display = people.display = bool(names)
        self.post_message(self.Changed())

    def _add(self, names: tuple[str, ...]) -> Sentence | None:
        """Add those that can be added; the first fault of the others, which is said.

        What has been corrected takes the place of what it was, and whatever else is added goes last.
        """
        there = list(self.draft.names)
        first: Sentence | None = None
        for name in map(one_line, names):
            others = [other for other in there if other != self._corrected]
            fault = name_fault(name, others)
            first = first or fault
            if fault is None and self._corrected in there:
                there[there.index(self._corrected)] = name
                self._end_correction(_("Navnet er rettet."))
            elif fault is None:
                there.append(name)
        self._set_names(tuple(there))
        if first is not None:
            self._refuse(render(first))
        return first

    def give_up_correction(self) -> bool:
        """Let a name that is being written anew be what it was; whether there was one."""
        if self._corrected is None:
            return False
        self._end_correction("")
        self.query_one("#name", NamesField).clear()
        self.query_one(PeopleList).focus()
        return True

    def _end_correction(self, news: str) -> None:
        self._corrected = None
        self._tell(news)

    def _add_from_field(self) -> bool:
        """Add what stands in the names field; whether all of it could be added."""
        field = self.query_one("#name", NamesField)
        fault = self._add(split_names(field.text))
        if fault is None:
            field.clear()
        return fault is None

    @on(NamesField.Pasted)
    def _take_pasted(self, event: NamesField.Pasted) -> None:
        event.stop()
        corrects = self._corrected is not None
        if self._add(event.names) is None:
            if corrects:
                self.query_one("#name", NamesField).clear()
            count = len(event.names)
            self._tell(ngettext("{count} navn lagt til.", "{count} navn lagt til.", count).format(count=count))

    @on(PeopleList.Correct)
    def _correct(self, event: PeopleList.Correct) -> None:
        """Let the field have the name; what stands there already is added first."""
        event.stop()
        field = self.query_one("#name", NamesField)
        if event.place >= len(self.draft.names) or (field.text and not self._add_from_field()):
            return
        # Only now: what stood in the field may have been a name on its way to this very place.
        name = self.draft.names[event.place]
        field.value = name
        field.cursor_position = len(field.value)
        field.focus()
        self._corrected = name
        self._tell(_("Rett navnet, og trykk Enter."))

    @on(PeopleList.Remove)
    def _remove(self, event: PeopleList.Remove) -> None:
        event.stop()
        if event.place >= len(self.draft.names):
            return
        self._tell(_("{name} er tatt ut av lista.").format(name=self._take_out(event.place)))
        if not self.draft.names:
            self.query_one("#name").focus()

    def _take_out(self, place: int) -> str:
        names = self.draft.names
        if names[place] == self._corrected:
            self._corrected = None  # what stands in the field is a new name now
        self._set_names((*names[:place], *names[place + 1 :]))
        return names[place]

    @on(PeopleList.Move)
    def _move(self, event: PeopleList.Move) -> None:
        event.stop()
        names = list(self.draft.names)
        to = event.place + event.by
        if event.place < len(names) and 0 <= to < len(names):
            names.insert(to, names.pop(event.place))
            self._set_names(tuple(names))
            self.query_one(PeopleList).current = to

    # The other fields

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        match event.input.id:
            case "name" if event.value.strip():
                self._add_from_field()
            case "name":
                self._end_correction("")
                self.query_one("#end").focus()
            case "end" if not self._end_is_readable():
                pass
            case _:
                self.screen.focus_next()

    @on(Input.Changed, "#end")
    def _take_end(self, event: Input.Changed) -> None:
        event.stop()
        zone = self._clock.zone
        at = read_time_of_day(event.value)
        known = self.draft.latest_end
        # The time that is there already means the same instant still, though it may have passed meanwhile.
        if at is None or known is None or f"{at:%H:%M}" != time_of_day(known, zone):
            now = self._clock.now().wall
            end = next_instant(at, now, zone) if at else None
            self.draft = replace(self.draft, latest_end=end)
            self.post_message(self.Changed())
            # Said anew for each time that is written, so that nothing is left standing about the one before.
            self._tell(tomorrow_in_words(event.value, end, now, zone))

    def _end_is_readable(self) -> bool:
        fault = end_fault(self.query_one("#end", Field).text)
        if fault:
            self._refuse(fault)
        return not fault

    @on(Tick.Changed)
    def _take_breather(self, event: Tick.Changed) -> None:
        event.stop()
        self.draft = replace(self.draft, breather=event.on)
        self.post_message(self.Changed())
