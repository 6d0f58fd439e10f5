"""The stage of the session's screen: where we are, the clock, what stands beside it, and what may be said now."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from aml_okt.core.actions import Action
from aml_okt.core.session import SessionState
from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _
from aml_okt.scene.clock_face import ClockFace, Mood
from aml_okt.scene.leading import Aside, Scene
from aml_okt.tui.screens.beside import Beside
from aml_okt.tui.widgets.digits import BigTime
from aml_okt.tui.widgets.progress import TimeBar
from aml_okt.tui.widgets.slides import Slides
from aml_okt.tui.widgets.words import Words

LEAST_READING = 2
"""Rows that the reading keeps however low the terminal is."""

_CLOCK_CLASS = {Mood.CALM: "", Mood.WARNING: "warning", Mood.OVER: "over", Mood.STILL: "paused"}


class SessionStage(Horizontal):
    """Draws a scene. Slides take a column of their own; everything else stands beside the clock."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._reading_of: tuple[object, ...] | None = None
        self._clock, self._bar, self._caption = BigTime(id="clock"), TimeBar(id="bar"), Words(id="caption")

    def compose(self) -> ComposeResult:
        """Where, clock and aside, rule, reading, then."""
        with Vertical(id="main"):
            yield Words(id="where")
            with Horizontal(id="top"):
                with Vertical(id="time"):
                    yield Words(id="phase")
                    yield self._clock
                    yield self._bar
                    yield self._caption
                    yield Words(id="who")
                yield Beside(id="beside", initial=Aside.PICTURE.value)
            yield Words(id="rule")
            with VerticalScroll(id="reading", can_focus=False):
                yield Words(id="text")
            yield Words(id="then")

    async def slides(self) -> Slides:
        """The column for slides, made when it is first asked for; not while it is on its way."""
        if not self.query(Slides):
            await self.mount(Slides(id="slides"))
        return self.query_one(Slides)

    @property
    def reading(self) -> VerticalScroll:
        """What there is to read, which may be longer than its place."""
        return self.query_one("#reading", VerticalScroll)

    def on_resize(self) -> None:
        """Share the height anew."""
        self.call_after_refresh(self._share_height)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _share_again(self) -> None:
        """Whoever marks factors is told how, which takes another row."""
        self.call_after_refresh(self._share_height)

    def _share_height(self) -> None:
        """Give the clock and what stands beside it their height first; the reading scrolls in what is left."""
        if self.has_class("-slides"):
            self.reading.styles.max_height = None
            return
        beside = self.query_one(Beside)
        needed = max(_height(self.query_one("#time")), beside.needed if beside.display else 0)
        others = sum(_outer(self.query_one(place)) for place in ("#where", "#rule", "#then"))
        self.reading.styles.max_height = max(LEAST_READING, self.query_one("#main").size.height - needed - others)

    async def show(self, seen: Scene, state: SessionState, tasks: Sequence[Action]) -> None:
        """Show this scene."""
        self.query_one("#where", Words).say(_where(seen), layout=False)
        self._show_clock(seen)
        self.set_class(seen.aside is Aside.SLIDES, "-slides")
        self.set_class(seen.aside is Aside.BREAK, "-break")
        if seen.aside is Aside.SLIDES:
            await (await self.slides()).show(seen.slides, seen.page)
        else:
            await self.query_one(Beside).show(seen, state, tasks)
        rule = self.query_one("#rule", Words)
        rule.say(visible(seen.rule))
        rule.set_class(not seen.rule, "-nothing")
        self.query_one("#text", Words).say(_reading(seen))
        self.query_one("#then", Words).say(_("Deretter  {then}").format(then=one_line(seen.then)))
        self.call_after_refresh(self._share_height)
        # What is read to the next speaker begins at the top, however far it was read to the last.
        if self._reading_of != (reading_of := (seen.where, seen.phase, seen.round, seen.say)):
            self._reading_of = reading_of
            self.reading.scroll_home(animate=False)

    def _show_clock(self, seen: Scene) -> None:
        self.query_one("#phase", Words).say(one_line(seen.phase).upper() or one_line(seen.who))
        for widget in (self._clock, self._bar):
            for name in ("warning", "over", "paused"):
                widget.set_class(name == _CLOCK_CLASS[seen.clock.mood], name)
        self.move_clock(seen.clock)
        self.query_one("#who", Words).say(visible(seen.who) if seen.phase else "")

    def move_clock(self, clock: ClockFace) -> None:
        """Show another time in the same picture."""
        self._clock.text, self._bar.fraction = clock.digits, clock.fraction
        self._caption.say(clock.caption, layout=False)


def _outer(widget: Widget) -> int:
    """The rows that a widget takes with its margins; none when it is not shown."""
    return widget.outer_size.height + widget.styles.margin.height if widget.display else 0


def _height(column: Widget) -> int:
    """The rows that the widgets in a column want."""
    return sum(_outer(child) for child in column.children)


def _where(seen: Scene) -> Content:
    places = "   ".join(place for place in (seen.round, seen.phase_place) if place)
    return Content.assemble((one_line(seen.where), "bold"), (f"   {places}", "$muted"))


def _reading(seen: Scene) -> Content:
    """The line to say and what there is to read, with air between them."""
    parts: list[Content] = []
    for line in seen.say:
        aloud = _("«{word}»").format(word=visible(line).strip())
        parts.append(Content.assemble((_("Si  "), "$muted"), aloud))
    if seen.text:
        parts.append(Content(visible("\n".join(seen.text))))
    return Content("\n\n").join(parts)
