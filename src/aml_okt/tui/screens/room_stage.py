"""What the room sees, drawn as large as there is room for.

Half of what is here is about size: digits and words are read from the other end of a meeting room, so that each gets
what the others can do without. The clock comes first, then the word above it, then the picture round the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer

from aml_okt.core.actions import Action
from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _
from aml_okt.scene.clock_face import Mood
from aml_okt.scene.room import RoomScene, View
from aml_okt.tui.screens.beside import action_lines
from aml_okt.tui.widgets.digits import BigTime, largest_rows, width_of
from aml_okt.tui.widgets.letters import largest
from aml_okt.tui.widgets.listing import Listing
from aml_okt.tui.widgets.progress import TimeBar
from aml_okt.tui.widgets.slides import Slides
from aml_okt.tui.widgets.table_layout import SMALLEST
from aml_okt.tui.widgets.table_picture import TablePicture
from aml_okt.tui.widgets.words import Words

OVER = "+0:00"
"""As wide as the clock is in the first minutes over the time. The picture keeps its size when they come."""

STANDS_OUT = 5.0
"""Seconds that the words of a new phase stand out from all others."""

_MARGIN = 2
"""Columns of air on each side."""

_CLOCK_CLASS = {Mood.CALM: "", Mood.WARNING: "warning", Mood.OVER: "over", Mood.STILL: "paused"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How a screen of this size is shared: rows and columns of its parts, 0 where there is no room for one.

    Digits take a good third of the height, which a room's length away is what it takes to read them, and more where the
    picture does not need the width. Letters grow by whole scales.
    """

    scale: int
    headline: int
    digits: int
    clock: int
    picture: bool
    rule_lines: int
    questions: bool

    @classmethod
    def of(cls, width: int, height: int, widest: str, *, alone: bool = False) -> "Sizes":
        """The sizes for a clock that is as long as `widest`; `alone` on its side of the screen or with the picture."""
        room = width - 2 * _MARGIN
        scale = max(1, height // _SCALE_EVERY)
        headline = (4 * scale if scale == 1 else 7 * scale // 2 + 1) if height >= _LOW else 1
        picture = not alone and room >= _LEAST_CLOCK + SMALLEST[0] + _BESIDE and height >= _LOW
        wanted = max(3, round(height * _DIGITS))
        clock = room
        if picture:
            most = room - max(SMALLEST[0], room // 4) - _BESIDE
            over = width_of(OVER, rows=height // 3) if height >= _TALL else 0
            clock = min(most, max(width_of(widest, rows=wanted), over) + _AIR)
        return cls(
            scale=scale,
            headline=headline,
            digits=max(wanted, height // 2 if alone else 0),
            clock=clock,
            picture=picture,
            rule_lines=3 if height >= _TALL else 0,
            questions=height >= _LOW,
        )


_SCALE_EVERY = 24
"""Rows of the screen for each scale of the letters."""
_LOWEST, _LOW, _TALL = 16, 20, 48
"""Rows from which all words have a place, from which there are letters and a picture, and from which the rule and who
speaks have letters too."""
_LEAST_CLOCK = 36
_DIGITS = 0.36
"""The part of the height that the digits take beside the picture."""
_AIR, _BESIDE = 3, 2
"""Columns of air after the digits, and before the picture."""


class RoomStage(Vertical):
    """Draws what the room sees. One class for each view says which of its parts are there."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._seen: RoomScene | None = None
        self._place: object = None
        self._settling: Timer | None = None
        self._clock, self._bar = BigTime(id="room-clock"), TimeBar(id="room-bar")

    def compose(self) -> ComposeResult:
        """Where, headline, who; clock and what stands beside it; rule, questions, then."""
        with Horizontal(id="room-top"):
            yield Words(id="room-where")
            yield Words(id="room-mark")
        yield Words(id="room-headline")
        yield Words(id="room-who")
        with Horizontal(id="room-body"):
            with Vertical(id="room-time"):
                yield Words(_("Vi starter igjen kl."), id="room-back")
                yield self._clock
                yield self._bar
                yield Words(id="room-caption")
            yield Words(id="room-rows")
            yield Slides(id="room-slides")
            yield Listing(id="room-actions")
            yield TablePicture(id="room-picture")
        yield Words(id="room-rule")
        yield Words(id="room-questions")
        yield Words(id="room-then")

    async def wait(self, time: str) -> None:
        """Show that there is no session yet, and what time it is."""
        self._seen = None
        self._be("waiting")
        self._words("#room-where", _("aml-økt"))
        self._words("#room-mark", "")
        self._clock.text = time
        self._look(Mood.STILL)
        self._share()

    async def show(self, seen: RoomScene, actions: Sequence[Action] = ()) -> None:
        """Show this scene, with the actions where it is about them."""
        before, self._seen = self._seen, seen
        self._be(seen.view.value)
        self._words("#room-where", _where(seen))
        self._words("#room-mark", _("øvelse") if seen.rehearsal else "")
        self._clock.fit(_widest(seen))
        self._clock.text = seen.back_at or seen.clock.digits
        self._bar.fraction = seen.clock.fraction
        self._look(seen.clock.mood)
        self._words("#room-caption", _caption(seen))
        self._words("#room-then", _("Deretter  {then}").format(then=one_line(seen.then)) if seen.then else "")
        self.query_one("#room-picture", TablePicture).seats = seen.seats
        match seen.view:
            case View.SLIDES:
                await self.query_one("#room-slides", Slides).show(seen.slides, seen.page)
            case View.ACTIONS:
                self.query_one("#room-actions", Listing).show(
                    _("Dette har vi blitt enige om"), [*action_lines(actions)]
                )
            case View.WELCOME:
                self._words("#room-rows", _rows(seen.rows))
            case _:
                pass
        if before is None or _shape(before) != _shape(seen):
            self._share()
        self._stand_out(seen)

    def move_clock(self, digits: str, fraction: float) -> None:
        """Show another time in the same picture."""
        if self._seen is None:
            return
        self._seen = replace(self._seen, clock=replace(self._seen.clock, digits=digits, fraction=fraction))
        self._clock.text = self._seen.back_at or digits
        self._bar.fraction = fraction
        if self._seen.view is View.BREAK:
            self._words("#room-caption", _caption(self._seen))

    def on_resize(self) -> None:
        """Share the room anew."""
        self._share()

    @property
    def headline(self) -> str:
        """The largest words, as they were before they were spelt in letters."""
        return _("Velkommen") if self._seen is None else self._seen.headline

    def _be(self, view: str) -> None:
        for other in ("waiting", *(view.value for view in View)):
            self.set_class(other == view, f"-{other}")

    def _look(self, mood: Mood) -> None:
        for widget in (self._clock, self._bar):
            for name in ("warning", "over", "paused"):
                widget.set_class(name == _CLOCK_CLASS[mood], name)
        headline = self.query_one("#room-headline")
        headline.set_class(self._seen is not None and self._seen.is_cue, "-cue")
        headline.set_class(mood is Mood.OVER, "-over")

    def _share(self) -> None:
        """Give each part its size, and the words theirs."""
        width, height = self.outer_size
        if not self.size:
            return
        seen = self._seen
        alone = seen is None or seen.view is View.BREAK
        widest = "00:00" if seen is None else _widest(seen)
        planned = seen.widest if seen is not None and not alone else widest
        sizes = Sizes.of(width, height, planned, alone=alone)
        room = width - 2 * _MARGIN
        self._words("#room-headline", _spelt(self.headline, room, sizes.headline, sizes.scale))
        aside = seen is not None and seen.view in {View.SLIDES, View.ACTIONS, View.WELCOME, View.THANKS}
        columns = min(_SMALL_CLOCK, room // 3) if aside else sizes.clock
        self.query_one("#room-time").styles.width = columns
        # No higher than the digits become at this width, so that nothing but them stands over the bar.
        self._clock.styles.max_height = max(1, largest_rows(widest, columns, sizes.digits))
        self.set_class(not sizes.picture, "-no-picture")
        self.set_class(height < _LOW, "-low")
        self.set_class(height < _LOWEST, "-lowest")
        self.set_class(height >= _TALL, "-tall")
        rule, questions = (seen.rule, seen.questions) if seen is not None else ("", ())
        who = _("Her kommer økta når den er satt i gang.") if seen is None else seen.who
        tall = height >= _TALL
        self._words("#room-who", "\n".join(largest(who, room, 5, most=1) if tall else ()) or one_line(who))
        self._words("#room-rule", _rule(rule, room - 2, sizes))
        self.query_one("#room-rule").set_class(not rule, "-nothing")
        asks = sizes.questions and seen is not None and seen.view is View.TIME
        numbered = (f"{place}. {one_line(question)}" for place, question in enumerate(questions, 1))
        self._words("#room-questions", "\n".join(numbered) if asks else "")
        self.query_one("#room-questions").set_class(not (asks and questions), "-nothing")

    def _stand_out(self, seen: RoomScene) -> None:
        """Let the words of a new phase stand out for a moment: one change, and one back."""
        place, self._place = self._place, seen.place
        if place is None or place == seen.place:
            return
        headline = self.query_one("#room-headline")
        headline.add_class("-new")
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(STANDS_OUT, lambda: headline.remove_class("-new"))

    def _words(self, where: str, text: Content | str) -> None:
        self.query_one(where, Words).say(text)


_SMALL_CLOCK = 44


def _shape(seen: RoomScene) -> tuple[object, ...]:
    """What decides how the room is shared."""
    return seen.view, seen.headline, seen.who, _widest(seen), seen.rule, seen.questions


def _widest(seen: RoomScene) -> str:
    """A text that is as wide as any that the clock will show while things are as they are."""
    return "00:00" if seen.back_at else max(seen.widest, seen.clock.digits, key=len)


def _where(seen: RoomScene) -> Content:
    round_ = f"   {seen.round}" if seen.round else ""
    return Content.assemble((one_line(seen.where), "bold"), (round_, "$muted"))


def _caption(seen: RoomScene) -> str:
    if seen.view is View.BREAK and seen.clock.mood is not Mood.OVER:
        return _("{time} igjen av pausen").format(time=seen.clock.digits)
    return seen.clock.caption


def _spelt(text: str, width: int, rows: int, scale: int) -> str:
    """The words in letters, or as ordinary capitals where there is no room for those."""
    picture = largest(text, width, rows, most=scale) if rows > 1 else []
    return "\n".join(picture) if picture else one_line(text).upper()


def _rule(text: str, width: int, sizes: Sizes) -> str:
    """The rule in letters on a tall screen, where it fits on a few lines; else as it is written."""
    rows = sizes.rule_lines * 5
    picture = largest(text, width, rows, most=1, lines=sizes.rule_lines) if rows else []
    return "\n".join(picture) if picture else visible(text)


def _rows(rows: Sequence[tuple[str, str]]) -> Content:
    """What the group is going to do, with the minutes in a column of their own."""

    def lines() -> Iterator[Content]:
        widest = max((cell_len(one_line(label)) for label, _time in rows), default=0)
        for label, time in rows:
            name = one_line(label)
            yield Content.assemble(name, " " * (widest - cell_len(name) + 3), (time.rjust(7), "$muted"))

    return Content("\n").join(lines())
