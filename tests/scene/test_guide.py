"""The guide through a rehearsal: each tip in its place, done with by trying, and never in the way."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from aml_okt.core.commands import (
    AdjustTime,
    Back,
    Begin,
    ChooseFacilitator,
    Command,
    End,
    Next,
    Pause,
    Resume,
    SkipTo,
    Undo,
)
from aml_okt.core.session import Stage
from aml_okt.files.agenda_yaml import load_agenda
from aml_okt.files.built_in import practice_agenda
from aml_okt.scene.actions import SESSION, SUMMARY
from aml_okt.scene.guide import PATIENCE, TIPS, Guide, Here, Other, Tip, here_in, tip_in_words
from aml_okt.scene.leading import scene
from tests.builders import Sitting

NAMES = {action.name for action in (*SESSION, *SUMMARY)}


class Practice:
    """Somebody who practises, on a screen or without one."""

    def __init__(self, *, on_screen: bool = True) -> None:
        self.sitting = Sitting(load_agenda(practice_agenda("nb")))
        self.guide = Guide(on_screen=on_screen)
        self.typing = self.for_all = False

    @property
    def here(self) -> Here:
        clock = self.sitting.clock
        seen = scene(self.sitting.state, clock.now(), clock.zone)
        return here_in(self.sitting.state, seen, typing=self.typing, for_all=self.for_all)

    @property
    def tip(self) -> str:
        tip = self.guide.tip(self.here)
        return "" if tip is None else tip_in_words(tip, "aml-okt start", on_screen=self.guide.on_screen)

    def does(self, *deeds: Command | Other) -> None:
        for deed in deeds:
            here = self.here
            match deed:
                case Other.NOTED | Other.LEFT_FIELD:
                    self.typing = self.guide.on_screen and deed is Other.NOTED
                case Other.SHOWED_ROOM | Other.SHOWED_OWN:
                    self.for_all = deed is Other.SHOWED_ROOM
                case Other():
                    pass
                case _:
                    assert self.sitting.do(deed) is None
            self.guide = self.guide.after(deed if isinstance(deed, Other) else type(deed), here, self.here)

    def follow(self) -> Iterator[str]:
        """Do what each tip says; the tips."""
        while tip := self.guide.tip(self.here):
            yield self.tip
            if not tip.deeds:
                return
            deed = tip.deeds[0]
            self.does(deed if isinstance(deed, Other) else self._command(deed))

    def _command(self, kind: type[Command]) -> Command:
        state = self.sitting.state
        if kind is ChooseFacilitator:
            return ChooseFacilitator(state.present[0].id)
        if kind is AdjustTime:
            return AdjustTime(timedelta(minutes=1))
        if kind is SkipTo:
            at, boxes = state.course.at, state.course.boxes
            return SkipTo(next(place for place in range(at, len(boxes)) if boxes[place].step != boxes[at].step))
        return next(one for one in (Begin(), Next(), Back(), Pause(), Resume(), Undo(), End()) if type(one) is kind)


def test_whoever_follows_the_tips_comes_from_the_start_to_the_minutes() -> None:
    practice = Practice()
    told = list(practice.follow())

    assert practice.sitting.state.stage is Stage.FINISHED
    assert told[0] == "Alt er klart, og klokka står. Enter setter den i gang."
    assert told[-1].startswith("Det var øvelsen, og referatet er skrevet.")
    assert len(told) == len([tip for tip in TIPS if tip.deeds]) + 1
    assert len(set(told)) == len(told)


def test_without_a_screen_the_tips_name_words_and_leave_out_what_only_a_screen_has() -> None:
    practice = Practice(on_screen=False)
    told = list(practice.follow())

    assert practice.sitting.state.stage is Stage.FINISHED
    assert "«pluss»" in " ".join(told)
    assert "Escape" not in " ".join(told)
    assert not [tip for tip in told if "«»" in tip or "{" in tip]


def test_somebody_who_only_goes_on_is_held_up_by_no_tip() -> None:
    practice = Practice()
    practice.does(Begin())
    told = [practice.tip]
    while not practice.here.last:
        practice.does(Next())
        told.append(practice.tip)

    assert all(told)
    assert told[-1].startswith("Her blir det til noe dere gjør.")
    assert max(told.count(tip) for tip in told if not tip.startswith("Enter går videre når")) <= PATIENCE


def test_a_tip_that_is_ignored_gives_way_after_a_while_and_comes_no_more() -> None:
    practice = Practice()
    practice.does(Begin(), Next(), ChooseFacilitator(practice.sitting.state.present[0].id), Next())
    asked = practice.tip
    assert "ett minutt" in asked
    practice.does(Pause(), Resume())
    assert practice.tip == asked, "what was tried beside it had a tip of its own"
    practice.does(Next())

    assert "angrer" in practice.tip
    practice.does(Undo())
    assert practice.tip not in {"", asked}
    assert "stanser" not in practice.tip, "who has paused needs not be told how"


def in_focus() -> Practice:
    """Somebody who has come to the tip that leads to the end."""
    practice = Practice()
    next(tip for tip in practice.follow() if "velg den nederste linja" in tip)
    return practice


def test_the_tip_that_leads_to_the_end_stands_until_one_is_there() -> None:
    practice = in_focus()
    asked, course = practice.tip, practice.sitting.state.course
    practice.does(SkipTo(course.at + 1))
    assert practice.tip == asked, "a smaller leap is not what it was about"
    practice.does(SkipTo(len(course.boxes) - 1))
    assert practice.tip not in {"", asked}


def test_the_tip_that_leads_to_the_end_gives_way_when_two_other_things_were_tried() -> None:
    practice = in_focus()
    asked = practice.tip
    practice.does(Next())
    assert practice.tip == asked
    practice.does(Pause(), Resume())
    assert practice.tip != asked


def test_the_last_tip_says_how_a_real_session_is_begun_here() -> None:
    told = list(Practice().follow())

    assert told[-1].endswith("«aml-okt start».")


def test_a_tip_is_only_given_where_it_makes_sense() -> None:
    practice = Practice()
    practice.does(Begin(), Next(), ChooseFacilitator(practice.sitting.state.present[0].id), Next())
    practice.does(AdjustTime(timedelta(minutes=1)), Undo(), Pause())
    assert "lar den gå igjen" in practice.tip
    practice.does(Resume(), Other.NOTED)
    assert "ut av feltet" in practice.tip
    practice.does(Other.LEFT_FIELD, Other.SHOWED_ROOM)
    assert "tilbake til din egen skjerm" in practice.tip


def test_whoever_types_or_shows_the_room_again_later_is_told_the_way_back() -> None:
    practice = Practice()
    list(zip(range(17), practice.follow(), strict=False))
    practice.does(Other.NOTED)
    assert practice.tip == "Escape går ut av feltet."
    practice.does(Other.LEFT_FIELD, Other.SHOWED_ROOM)
    assert practice.tip == "g går tilbake til din egen skjerm."


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.tries)
def test_each_tip_is_about_something_that_can_be_done_and_names_its_key(tip: Tip) -> None:
    assert tip.tries in NAMES
    assert "{key}" in tip.says.template


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_short_agenda_is_the_same_in_each_language(language: str) -> None:
    one, other = load_agenda(practice_agenda("nb")), load_agenda(practice_agenda(language))

    assert other.language == language
    assert [(step.id, step.time, step.who, step.screen, step.notes, step.repeat) for step in one.steps] == [
        (step.id, step.time, step.who, step.screen, step.notes, step.repeat) for step in other.steps
    ]
    assert [[(phase.time, phase.who) for phase in step.phases] for step in one.steps] == [
        [(phase.time, phase.who) for phase in step.phases] for step in other.steps
    ]
