"""A session's state is what its records add up to, whatever a group thinks of doing."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aml_okt.core.agenda import Agenda
from aml_okt.core.commands import (
    AcceptPlan,
    AddParticipant,
    AdjustTime,
    Back,
    Backdate,
    Begin,
    BeginNow,
    ChooseCues,
    ChooseFacilitator,
    Command,
    End,
    HoldUntil,
    LeaveGapOut,
    MarkFactor,
    MarkGone,
    MarkReturned,
    Next,
    NoteGap,
    Pause,
    RenameParticipant,
    Resume,
    SetFocusOrder,
    SetNextMeeting,
    ShowActions,
    ShowSlide,
    SkipTo,
    Undo,
)
from aml_okt.core.course import Course, NotASessionError, may_be_in_focus, remaining_focus
from aml_okt.core.deciding import allowed
from aml_okt.core.durations import SECOND
from aml_okt.core.events import (
    ClockPaused,
    Cues,
    MoveUndone,
    Record,
    SessionEnded,
    SessionTakenUp,
    Side,
    TimeboxStarted,
)
from aml_okt.core.makeup import make_up, receivers
from aml_okt.core.plan import is_breather
from aml_okt.core.progress import waited_for
from aml_okt.core.session import SessionState, Stage, apply, create, replay, salvage, session_time
from aml_okt.core.timing import (
    elapsed,
    offset,
    paused_for,
    projected_end,
    remaining,
    since_begun,
    still_to_come,
    timetable,
    used_in_step,
    waits_for,
)
from aml_okt.files.journal import decode, encode
from tests.builders import PEOPLE, Sitting, agendas, minutes, people, rounds, seconds, small_agenda

NOT_MOVES = (MarkFactor, ShowSlide, ShowActions, ChooseCues, SetNextMeeting, NoteGap, Undo)


@dataclass
class Account:
    """Time kept by hand beside the session: how long its clock has run and stood still."""

    running: timedelta = timedelta()
    paused: timedelta = timedelta()

    def after(self, span: timedelta, stage: Stage) -> "Account":
        return Account(
            self.running + (span if stage is Stage.RUNNING else timedelta()),
            self.paused + (span if stage is Stage.PAUSED else timedelta()),
        )


@dataclass
class Left:
    """What a move left behind, for its undo to bring back."""

    at: timedelta
    account: Account
    stage: Stage
    course: Course
    gap: timedelta | None


class AnySession(RuleBasedStateMachine):
    """Random commands, random waits, clocks set back and forth, and crashes."""

    @initialize(
        agenda=agendas() | st.just(small_agenda()),
        names=people(2, 7),
        breather=st.booleans(),
        far=st.integers(-1, 40),
    )
    def create(
        self,
        agenda: Agenda,
        names: tuple[str, ...],
        breather: bool,  # noqa: FBT001 - hypothesis names it
        far: int,
    ) -> None:
        self.sitting = Sitting(agenda, names, breather=breather)
        self.told = [self.through_the_journal(self.sitting.records[0])]
        self.replica = create(agenda, self.told[0])
        self.now = timedelta()
        self.account = Account()
        self.left: list[Left] = []
        if far >= 0:
            self.do(Begin())
            self.go_on_far(far)

    def through_the_journal(self, record: Record) -> Record:
        line = encode(record)
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        read = decode(line[:-1])
        assert read == record
        assert read is not None
        return read

    @property
    def state(self) -> SessionState:
        return self.sitting.state

    def do(self, command: Command) -> bool:
        before = self.state
        known = allowed(before)
        refusal = self.sitting.do(command)
        if refusal is not None:
            assert refusal.reason.template
            assert self.state is before
            return False
        assert type(command) in known
        if isinstance(command, Undo):
            left = self.left.pop()
            assert (self.state.course, self.state.gap) == (left.course, left.gap)
            self.account = left.account.after(self.now - left.at, left.stage)
        elif not isinstance(command, NOT_MOVES):
            self.left.append(Left(self.now, self.account, before.stage, before.course, before.gap))
            if isinstance(command, Begin):
                self.account = Account()
        self.hear()
        return True

    def hear(self) -> None:
        for record in self.sitting.records[len(self.told) :]:
            self.told.append(self.through_the_journal(record))
            self.replica = apply(self.replica, self.told[-1])

    def pass_time(self, span: timedelta) -> None:
        self.now += span
        self.account = self.account.after(span, self.state.stage)

    @rule(span=st.timedeltas(timedelta(), minutes(20)))
    def wait(self, span: timedelta) -> None:
        self.sitting.wait(span)
        self.pass_time(span)

    @rule(span=st.timedeltas(minutes(-200), minutes(200)))
    def set_the_wall_clock(self, span: timedelta) -> None:
        moment = self.sitting.clock.now()
        before = [f(self.state, moment) for f in (remaining, offset, since_begun, paused_for)]
        self.sitting.clock.set_wall(moment.wall + span)
        moment = self.sitting.clock.now()
        assert [f(self.state, moment) for f in (remaining, offset, since_begun, paused_for)] == before

    @precondition(lambda self: self.state.stage is not Stage.FINISHED)
    @rule(away=st.timedeltas(timedelta(), minutes(90)), counts=st.booleans())
    def crash_and_take_up(self, away: timedelta, counts: bool) -> None:  # noqa: FBT001 - hypothesis names it
        # Between two processes only the wall clock tells how long it was, so it is put right first.
        self.sitting.clock.set_wall(self.state.last.wall + self.sitting.clock.now().steady - self.state.last.steady)
        since_last = self.sitting.clock.now().steady - self.state.last.steady
        if counts:
            self.pass_time(away)
        else:
            self.pass_time(-since_last)
        self.sitting.taken_up(away, counts=counts)
        self.hear()

    @rule()
    def begin(self) -> None:
        self.do(Begin())

    @rule()
    def go_on(self) -> None:
        self.do(Next())

    @rule(count=st.integers(2, 12))
    def go_on_far(self, count: int) -> None:
        for _ in range(min(count, len(self.sitting.to_come))):
            self.do(Next())

    @rule()
    def go_back(self) -> None:
        self.do(Back())

    @rule(far=st.integers(1, 30))
    def skip(self, far: int) -> None:
        self.do(SkipTo(self.state.course.at + far))

    @rule(by=st.sampled_from([seconds(30), minutes(2)]))
    def backdate(self, by: timedelta) -> None:
        start = self.state.course.start
        if self.do(Backdate(by)) and start is not None and start.left is None:
            self.account = Account(self.account.running + by, self.account.paused)

    @rule(span=st.timedeltas(seconds(6), minutes(60)), counts=st.booleans())
    def stand_still(self, span: timedelta, counts: bool) -> None:  # noqa: FBT001 - hypothesis names it
        stage = self.state.stage
        self.wait(span)
        if self.do(NoteGap(span)) and not counts and self.do(LeaveGapOut()):
            running, paused = self.account.running, self.account.paused
            runs = stage is Stage.RUNNING
            self.account = Account(running - span, paused) if runs else Account(running, paused - span)

    @precondition(lambda self: self.state.stage in {Stage.RUNNING, Stage.PAUSED})
    @rule(away=st.timedeltas(timedelta(), minutes(90)))
    def crash_and_go_on_without_the_gap(self, away: timedelta) -> None:
        self.sitting.clock.set_wall(self.state.last.wall + self.sitting.clock.now().steady - self.state.last.steady)
        before = Left(self.now, self.account, self.state.stage, self.state.course, self.state.gap)
        self.sitting.taken_up(away, counts=False, seen=True)
        self.now += away
        self.left.append(before)
        self.hear()

    @rule(earlier=st.integers(-300, 3000), data=st.data())
    def make_time_up(self, earlier: int, data: st.DataObject) -> None:
        state, moment = self.state, self.sitting.clock.now()
        if state.box is None:
            return
        stops = timetable(state, moment)
        over = tuple(data.draw(st.lists(st.sampled_from(state.course.order), max_size=1)))
        self.do(AcceptPlan(make_up(state, moment, stops[-1].end - seconds(earlier)).times, over))

    @rule(data=st.data())
    def use_what_is_to_spare(self, data: st.DataObject) -> None:
        state, moment = self.state, self.sitting.clock.now()
        if state.box is not None and (found := receivers(state, moment)):
            self.do(AcceptPlan(data.draw(st.sampled_from(found)).times))

    @rule(ahead=st.integers(-60, 3000))
    def hold_the_break(self, ahead: int) -> None:
        if self.do(HoldUntil(self.sitting.clock.now().wall + seconds(ahead))):
            assert remaining(self.state, self.sitting.clock.now()) == seconds(ahead)

    @rule()
    def begin_without_waiting(self) -> None:
        if self.do(BeginNow()):
            assert waits_for(self.state, self.sitting.clock.now()) == timedelta()

    @rule(data=st.data())
    def let_some_stand_over(self, data: st.DataObject) -> None:
        everybody = data.draw(st.permutations(may_be_in_focus(self.state.course)))
        many = data.draw(st.integers(0, len(everybody)))
        order, over = tuple(everybody[many:]), tuple(everybody[:many])
        if self.do(SetFocusOrder(order, over)):
            assert remaining_focus(self.state.course) == order

    @rule()
    def pause(self) -> None:
        self.do(Pause())

    @rule()
    def resume(self) -> None:
        self.do(Resume())

    @rule(by=st.sampled_from([minutes(1), minutes(-1), minutes(5), seconds(-30)]))
    def adjust(self, by: timedelta) -> None:
        left = remaining(self.state, self.sitting.clock.now())
        if self.do(AdjustTime(by)):
            assert remaining(self.state, self.sitting.clock.now()) == left + by
            assert by > timedelta() or left + by > timedelta()

    @rule(data=st.data(), by_lot=st.booleans())
    def choose_facilitator(self, data: st.DataObject, by_lot: bool) -> None:  # noqa: FBT001 - hypothesis names it
        self.do(ChooseFacilitator(data.draw(st.sampled_from(self.state.course.order)), by_lot))

    @rule(data=st.data())
    def set_order(self, data: st.DataObject) -> None:
        order = tuple(data.draw(st.permutations(remaining_focus(self.state.course))))
        if self.do(SetFocusOrder(order)):
            assert remaining_focus(self.state.course) == order

    @rule(name=st.text(max_size=8) | st.integers(0, 99).map("Ny {}".format))
    def add(self, name: str) -> None:
        self.do(AddParticipant(name))

    @rule(data=st.data())
    def somebody_goes(self, data: st.DataObject) -> None:
        self.do(MarkGone(data.draw(st.sampled_from(self.state.course.order))))

    @rule(data=st.data(), name=st.text(max_size=8) | st.integers(0, 9).map("Ny {}".format))
    def rename(self, data: st.DataObject, name: str) -> None:
        self.do(RenameParticipant(data.draw(st.sampled_from(self.state.course.order)), name))

    @precondition(lambda self: self.state.course.gone)
    @rule(data=st.data())
    def somebody_returns(self, data: st.DataObject) -> None:
        self.do(MarkReturned(data.draw(st.sampled_from(sorted(self.state.course.gone)))))

    @rule(factor=st.sampled_from(["Ledelse", "Kultur", "?"]), side=st.sampled_from(Side), count=st.integers(-1, 13))
    def mark(self, factor: str, side: Side, count: int) -> None:
        self.do(MarkFactor(factor, side, count))

    @rule(page=st.integers(-1, 3))
    def show(self, page: int) -> None:
        self.do(ShowSlide(page))

    @rule(shown=st.booleans())
    def show_actions(self, shown: bool) -> None:  # noqa: FBT001 - hypothesis' own
        self.do(ShowActions(shown=shown))

    @rule(cues=st.sampled_from(Cues))
    def choose_cues(self, cues: Cues) -> None:
        self.do(ChooseCues(cues))

    @rule(day=st.none() | st.dates(), at=st.none() | st.times(), place=st.text(max_size=5))
    def next_meeting(self, day: object, at: object, place: str) -> None:
        self.do(SetNextMeeting(day, at, place))  # type: ignore[arg-type] # hypothesis' own types

    @rule()
    def undo(self) -> None:
        self.do(Undo())

    @rule(times=st.integers(2, 6))
    def undo_much(self, times: int) -> None:
        for _ in range(times):
            self.do(Undo())

    @precondition(lambda self: len(self.sitting.to_come) < 3)
    @rule()
    def end(self) -> None:
        self.do(End())

    @invariant()
    def the_journal_tells_the_same_state(self) -> None:
        assert self.replica == self.state

    @invariant()
    def time_adds_up(self) -> None:
        moment = self.sitting.clock.now()
        state = self.state
        course, now = state.course, session_time(state, moment)
        waited = course.waited + waited_for(state.ground, course, now)
        running = elapsed(state, moment) - spent_here(state)
        assert sum(course.spent.values(), timedelta()) + running + waited == self.account.running
        assert course.since is not None or not running
        assert paused_for(state, moment) == self.account.paused
        assert since_begun(state, moment) == self.account.running + self.account.paused
        used = sum((used_in_step(state, step.id, moment) for step in state.agenda.steps), timedelta())
        assert used + waited == self.account.running
        if state.stage is not Stage.FINISHED:
            assert still_to_come(state, moment) >= timedelta()
            # What the wall clock will show is told to the nearest second.
            assert 2 * abs(projected_end(state, moment) - moment.wall - still_to_come(state, moment)) <= SECOND

    @invariant()
    def rounds_skip_and_repeat_nobody(self) -> None:
        course = self.state.course
        present = {person.id for person in self.state.present}
        places = {step.id: place for place, step in enumerate(self.state.agenda.steps)}
        here = places[course.boxes[course.at].step] if course.at >= 0 else -1
        for step in self.state.agenda.steps:
            planned = rounds(course.boxes, step.id)
            assert len(set(planned)) == len(planned)
            if step.repeat is None or places[step.id] < here:
                continue
            begun = rounds(course.boxes[: course.at + 1], step.id)
            to_have_one = present - course.over
            assert to_have_one | set(begun) == set(planned)
            assert planned == [*begun, *(one for one in course.order if one in to_have_one and one not in begun)]
            for box in course.boxes:
                assert box.step != step.id or box.focus == planned[box.round or 0]

    @invariant()
    def rounds_to_come_are_equal_to_the_second(self) -> None:
        here = self.state.box
        for step in self.state.agenda.steps:
            whole: dict[str, timedelta] = {}
            for box in self.sitting.to_come:
                begun = here is not None and (box.step, box.focus) == (here.step, here.focus)
                if box.step == step.id and box.focus and not begun and not is_breather(step, box):
                    whole[box.focus] = whole.get(box.focus, timedelta()) + box.accepted
            assert not whole or max(whole.values()) - min(whole.values()) <= SECOND

    @invariant()
    def whoever_is_gone_has_no_part_in_what_is_to_come(self) -> None:
        present = {person.id for person in self.state.present}
        assert self.state.course.facilitator in {None, *present}
        now = self.state.course.at
        for place, box in enumerate(self.state.course.boxes):
            if place < now:
                continue
            assert box.timekeeper in {None, *present}
            if is_breather(self.state.agenda.step(box.step), box):
                continue
            assert box.focus is None or box.timekeeper not in (None, box.focus)
            if place > now:
                assert {box.focus, box.speaker} <= {None, *present}

    @invariant()
    def turns_to_come_are_equal_to_the_second(self) -> None:
        phases: dict[object, list[timedelta]] = {}
        for box in self.sitting.to_come:
            phases.setdefault(box.phase_key, []).append(box.accepted)
            assert box.allotted > timedelta() or box.planned == timedelta()
        assert all(max(spans) - min(spans) <= SECOND for spans in phases.values())
        assert len({box.key for box in self.sitting.boxes}) == len(self.sitting.boxes)

    def teardown(self) -> None:
        if not hasattr(self, "sitting"):
            return
        assert replay(self.state.agenda, self.told) == self.state
        visited = []
        while self.state.stage in (Stage.RUNNING, Stage.PAUSED):
            visited.append(self.state.course.at)
            self.do(Next())
        assert visited == list(range(visited[0], visited[0] + len(visited))) if visited else True


def spent_here(state: SessionState) -> timedelta:
    return timedelta() if state.box is None else state.course.spent.get(state.box.key, timedelta())


AnySession.TestCase.settings = settings(
    max_examples=max(60, settings().max_examples // 2), stateful_step_count=max(40, settings().stateful_step_count)
)
TestAnySession = AnySession.TestCase


def test_a_session_with_no_records_is_none() -> None:
    with pytest.raises(NotASessionError):
        replay(small_agenda(), ())


def test_records_that_do_not_begin_with_the_creation_are_no_session() -> None:
    records = Sitting().records
    sitting = Sitting()
    sitting.do(Begin())

    with pytest.raises(NotASessionError):
        replay(small_agenda(), sitting.records[1:])
    with pytest.raises(NotASessionError):
        create(small_agenda(), sitting.records[1])
    with pytest.raises(NotASessionError):
        replay(small_agenda(), records * 2)


@pytest.mark.parametrize(
    "event",
    [MoveUndone(), TimeboxStarted(place=99, step="", phase=""), TimeboxStarted(place=-1, step="", phase="")],
    ids=lambda event: f"{type(event).__name__}",
)
def test_records_that_contradict_themselves_are_no_session(event: MoveUndone | TimeboxStarted) -> None:
    sitting = Sitting()

    with pytest.raises(NotASessionError):
        apply(sitting.state, Record(2, sitting.clock.now(), event))


def test_time_taken_up_with_the_gap_counts_what_went_by() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(seconds(30))
    sitting.taken_up(minutes(10), counts=True)
    sitting.wait(seconds(5))

    assert elapsed(sitting.state, sitting.clock.now()) == minutes(10) + seconds(35)


def test_time_taken_up_without_the_gap_goes_on_from_the_last_event() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(seconds(30))
    sitting.do(ChooseFacilitator("p1"))
    sitting.taken_up(minutes(10), counts=False)
    sitting.wait(seconds(5))

    assert elapsed(sitting.state, sitting.clock.now()) == seconds(35)


def test_a_gap_in_a_pause_is_pause() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.wait(seconds(30))
    sitting.do(Pause())
    sitting.taken_up(minutes(10), counts=True)

    assert elapsed(sitting.state, sitting.clock.now()) == seconds(30)
    assert paused_for(sitting.state, sitting.clock.now()) == minutes(10)


def test_a_wall_clock_set_back_while_no_process_ran_makes_no_negative_time() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.taken_up(minutes(-60), counts=True)

    assert elapsed(sitting.state, sitting.clock.now()) == timedelta()


def test_undoing_a_pause_makes_it_running_time() -> None:
    sitting = Sitting()
    sitting.do(Begin(), Pause())
    sitting.wait(minutes(1))
    sitting.do(Undo())

    assert elapsed(sitting.state, sitting.clock.now()) == minutes(1)
    assert sitting.state.stage is Stage.RUNNING


def test_undoing_the_end_goes_on_in_the_timebox_that_was_running() -> None:
    sitting = Sitting()
    sitting.do(Begin(), End())
    assert sitting.state.box is None
    sitting.do(Undo())

    assert sitting.state.box == sitting.boxes[0]


def test_undoing_somebodys_coming_never_gives_their_id_to_the_next() -> None:
    sitting = Sitting()
    sitting.do(AddParticipant("Eva"))
    first = sitting.state.present[-1].id
    sitting.do(Undo(), AddParticipant("Odd"))

    assert sitting.state.present[-1].name == "Odd"
    assert sitting.state.present[-1].id != first


def test_events_are_kept_in_the_order_they_can_be_undone() -> None:
    sitting = Sitting()
    sitting.do(Begin(), Pause(), SetNextMeeting(None, None, ""), End())

    assert [type(one.move) for one in sitting.state.earlier] == [TimeboxStarted, ClockPaused, SessionEnded]


def test_marks_and_pages_stay_when_a_move_is_undone() -> None:
    sitting = Sitting(names=PEOPLE[:2])
    sitting.do(Begin(), Next(), Next(), Next(), ShowSlide(2), Undo())

    assert sitting.state.pages == {"intro": 2}


def test_what_is_heard_stays_when_a_move_is_undone() -> None:
    sitting = Sitting()
    assert sitting.state.cues.value == "all"
    sitting.do(Begin(), ChooseCues(Cues.END), Undo())

    assert sitting.state.cues.value == "end"


def test_a_session_that_was_taken_up_replays_the_same() -> None:
    sitting = Sitting()
    sitting.do(Begin())
    sitting.taken_up(minutes(3), counts=True)
    sitting.do(Next())

    assert isinstance(sitting.records[2].event, SessionTakenUp)
    assert replay(sitting.agenda, sitting.records) == sitting.state


def test_nobody_is_in_the_order_twice_where_a_record_was_lost() -> None:
    """Else they would have two rounds of the time there is, and whoever comes last would pay for it."""
    sitting = Sitting()
    first = next(place for place, box in enumerate(sitting.boxes) if box.focus)
    sitting.do(Begin(), SkipTo(first), Back(), SetFocusOrder(("p4", "p3", "p2", "p1")))
    back = sitting.records[3]
    salvaged = salvage(sitting.agenda, [record for record in sitting.records if record is not back])

    assert salvaged.state.course.order == ("p1", "p4", "p3", "p2")


def test_nobody_has_an_empty_name() -> None:
    assert Sitting().state.name(None) == ""
    assert Sitting().state.name("p2") == "Ola"
