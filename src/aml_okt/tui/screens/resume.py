"""The card about a session that was interrupted: go on, and how, or begin anew."""

from collections.abc import Iterable

from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from aml_okt.clock import Clock
from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.loading import LoadedSession, clock_of
from aml_okt.scene import about
from aml_okt.scene.action import Action
from aml_okt.scene.resume_card import ResumeChoice, choice_in_words, facts, resume_choices
from aml_okt.tui.actions import RESUME, bindings
from aml_okt.tui.screens.dialog import AnsweringDialog
from aml_okt.tui.widgets.choice_list import ChoiceList
from aml_okt.tui.widgets.words import Words

_ACTIONS = {
    ResumeChoice.GO_ON: "go_on",
    ResumeChoice.GO_ON_WITHOUT_GAP: "go_on_without_gap",
    ResumeChoice.NEW: "new_session",
    ResumeChoice.LEAVE: "close",
}
"""The action that gives each answer at once."""


class ResumeScreen(AnsweringDialog[ResumeChoice]):
    """Tells of the session and asks. What going on would mean is told as the clock goes."""

    ABOUT = about.RESUME

    CSS_PATH = ["dialog.tcss", "resume.tcss"]  # type: ignore[assignment]  # noqa: RUF012 -- Textual takes a list too
    BINDINGS = bindings(RESUME)
    KEYS = RESUME

    def __init__(self, loaded: LoadedSession, clock: Clock) -> None:
        super().__init__(_("Dere har en økt som ikke er ferdig"))
        self._state, self._last_seen = loaded.state, loaded.last_seen
        self._clock = clock_of(loaded.state, clock)
        self.answers = resume_choices(self._state)

    def contents(self) -> Iterable[Widget]:
        """Title, facts, answers."""
        created = self._state.created
        rehearsal = _("ØVELSE · ") if created.rehearsal is not None else ""
        yield Words(Content.assemble((rehearsal, "bold $focus"), (one_line(created.title), "bold")), id="title")
        yield Container(
            *(
                Words(text, classes=kind)
                for fact in self._facts()
                for kind, text in zip(("fact", "told"), fact, strict=True)
            ),
            id="facts",
        )
        yield ChoiceList(self._lines())

    def opened(self) -> None:
        """Look at the clock every second."""
        self.follow_clock(self.look_at_clock)

    def usable(self, action: Action) -> bool:
        """Before the session has begun there is no gap to count or not."""
        return action.name != "go_on_without_gap" or ResumeChoice.GO_ON_WITHOUT_GAP in self.answers

    def look_at_clock(self) -> None:
        """Tell how long ago it was now, and what going on would mean."""
        told = self.query("#facts .told").results(Words)
        for words, (_label, text) in zip(told, self._facts(), strict=True):
            words.say(text)
        self.choices.show(self._lines())

    def _facts(self) -> tuple[tuple[str, str], ...]:
        return facts(self._state, self._last_seen, self._clock.now(), self._clock.zone)

    def _lines(self) -> list[Content]:
        return [self._line(choice) for choice in self.answers]

    def _line(self, choice: ResumeChoice) -> Content:
        text, means = choice_in_words(choice, self._state, self._last_seen, self._clock.now(), self._clock.zone)
        below = Content.styled(f"\n   {means}", "$muted") if means else Content()
        key = self.letter_of(_ACTIONS[choice])
        return Content.assemble((f"{key}  ", "bold $focus"), (text, "bold"), below)

    def action_go_on(self) -> None:
        """Go on; the gap counts."""
        self.dismiss(ResumeChoice.GO_ON)

    def action_go_on_without_gap(self) -> None:
        """Go on where the clock stood."""
        self.dismiss(ResumeChoice.GO_ON_WITHOUT_GAP)

    def action_new_session(self) -> None:
        """Begin another."""
        self.dismiss(ResumeChoice.NEW)

    def action_close(self) -> None:
        """Leave it for another time."""
        self.dismiss(ResumeChoice.LEAVE)
