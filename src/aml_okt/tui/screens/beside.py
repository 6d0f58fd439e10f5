"""What stands beside the clock on the session's screen: picture, lists, marks, or the end of the break."""

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ContentSwitcher

from aml_okt.core.actions import Action
from aml_okt.core.carrying import from_last
from aml_okt.core.course import may_be_in_focus, remaining_focus
from aml_okt.core.plan import Participant
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.i18n import render
from aml_okt.scene.actions import key_of
from aml_okt.scene.follow_up import NONE_NEW, heading, question
from aml_okt.scene.leading import Aside, Scene
from aml_okt.scene.meeting import meeting_in_words
from aml_okt.scene.news import NO_ACTIONS
from aml_okt.tui.widgets.back_at import BackAt
from aml_okt.tui.widgets.factor_marks import FactorMarks
from aml_okt.tui.widgets.listing import Listing
from aml_okt.tui.widgets.picture_and_list import PictureAndList

MOST_ROWS = 14
"""A list that is longer scrolls."""


_KINDS: Mapping[Aside, type[PictureAndList | Listing | FactorMarks | BackAt]] = {
    Aside.PICTURE: PictureAndList,
    Aside.FACILITATOR: Listing,
    Aside.ORDER: Listing,
    Aside.FACTORS: FactorMarks,
    Aside.BREAK: BackAt,
    Aside.ACTIONS: Listing,
}
"""What shows each aside; slides stand elsewhere."""


class Beside(ContentSwitcher):
    """One of the asides at a time, each named by what it is. All but the picture are made when they are first shown."""

    def compose(self) -> ComposeResult:
        """What most steps show."""
        yield PictureAndList(id=Aside.PICTURE.value)

    @property
    def needed(self) -> int:
        """The rows that the aside wants so that nothing in it is hidden; the picture does with few."""
        match self.current:
            case Aside.FACTORS.value:
                return self.query_one(FactorMarks).needed
            case Aside.FACILITATOR.value | Aside.ORDER.value | Aside.ACTIONS.value:
                return min(MOST_ROWS, self.query_one(f"#{self.current}", Listing).needed)
            case _:
                return self.query_one(PictureAndList).needed

    async def show(self, seen: Scene, state: SessionState, actions: Sequence[Action]) -> None:
        """Show the scene's aside; slides need a larger place than this one."""
        if seen.aside is Aside.SLIDES:
            return
        await self.bring(seen.aside)
        step = state.step or state.agenda.steps[0]
        match seen.aside:
            case Aside.PICTURE:
                # What is cut off where there is little room is what has been done.
                earlier = sorted(from_last(actions), key=lambda action: action.done) if seen.follows_up else []
                lines = [*action_lines(earlier)] if earlier else []
                self.query_one(PictureAndList).show(seen.seats, Content.styled(question(actions), "bold $now"), lines)
            case Aside.FACILITATOR:
                hint = _("Trykk på tallet foran navnet, eller trykk {key} for å trekke lodd.")
                self._listing(Aside.FACILITATOR).show(
                    _("Hvem leder dere gjennom økta?"),
                    list(_facilitators(state)),
                    hint.format(key=key_of("draw_lots")),
                )
            case Aside.ORDER:
                self._listing(Aside.ORDER).show(
                    _("Rekkefølge i kollegaveiledningen"),
                    list(_in_order(state)),
                    _("Trykk {key} for å bytte om eller trekke lodd.").format(key=key_of("order")),
                )
            case Aside.FACTORS:
                self.query_one(FactorMarks).show(step.id, step.factors, state.marks)
            case Aside.BREAK:
                self.query_one(BackAt).show(seen.back_at)
            case Aside.ACTIONS:
                self._listing(Aside.ACTIONS).show(
                    _("Tiltak"),
                    [*old_apart_lines(actions), "", *meeting_lines(state)],
                    _("{action} nytt tiltak · {meeting} neste møte").format(
                        action=key_of("add_action"), meeting=key_of("meeting")
                    ),
                )
        self.current = seen.aside.value

    async def bring(self, aside: Aside) -> None:
        """Have this aside here, hidden until it is shown; not while another one is on its way."""
        if not any(child.id == aside.value for child in self.children):
            await self.add_content(_KINDS[aside](id=aside.value))

    def _listing(self, aside: Aside) -> Listing:
        return self.query_one(f"#{aside.value}", Listing)


def by_number(state: SessionState) -> dict[int, Participant]:
    """Who is chosen by which number key; the tenth by 0, and nobody past that."""
    return {place % 10: person for place, person in enumerate(state.present[:10], 1)}


def _facilitators(state: SessionState) -> Iterator[Content]:
    keys = {person.id: key for key, person in by_number(state).items()}
    for person in state.present:
        chosen = person.id == state.course.facilitator
        yield Content.assemble(
            (f"{keys.get(person.id, ' ')}  ", "bold $focus"),
            (one_line(person.name), "bold" if chosen else ""),
            (_("  ✓ fasilitator"), "$now") if chosen else "",
        )


def _in_order(state: SessionState) -> Iterator[Content | str]:
    """Who is in focus when, and below them who stands over."""
    for place, person in enumerate(remaining_focus(state.course), 1):
        yield f"{place}.  {one_line(state.name(person))}"
    for person in may_be_in_focus(state.course):
        if person in state.course.over:
            yield Content.styled(_("–   {name} står over").format(name=one_line(state.name(person))), "$muted")


def old_apart_lines(actions: Sequence[Action]) -> Iterator[Content]:
    """The new actions, and under a heading of their own those from the last session."""
    earlier, new = from_last(actions), [action for action in actions if action.since is None]
    if earlier and not new:
        yield Content.styled(render(NONE_NEW), "$muted")
    else:
        yield from action_lines(new)
    if earlier:
        yield from (Content(), Content.styled(heading(actions), "bold $now"), *action_lines(earlier))


def action_lines(actions: Sequence[Action]) -> Iterator[Content]:
    """A line an action, with who and when."""
    if not actions:
        yield Content.styled(render(NO_ACTIONS), "$muted")
    for action in actions:
        who = owner_and_day(action)
        box = "☑ " if action.done else "☐ "
        yield Content.assemble(box, one_line(action.text), (f"  {who}" if who else "", "$muted"))


def owner_and_day(action: Action) -> str:
    """Who does it and when, as far as that is settled."""
    due = f"{action.due.day}.{action.due.month}.{action.due.year}" if action.due else ""
    return " · ".join(part for part in (one_line(action.owner), due) if part)


def meeting_lines(state: SessionState) -> Iterator[Content | str]:
    """When and where the group meets next, under a heading."""
    yield Content.styled(_("Neste møte"), "bold $now")
    if settled := meeting_in_words(state):
        yield from settled
    else:
        yield Content.styled(_("Ikke avtalt ennå."), "$muted")
