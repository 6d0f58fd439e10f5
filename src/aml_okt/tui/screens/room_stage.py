"""What the room sees, drawn as large as there is room for.

Half of what is here is about size: digits and words are read from the other end of a meeting room, so that each gets
what the others can do without. The clock comes first, then the word above it, then the picture round the table.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec.structs import replace
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer

from aml_okt.core.actions import Action
from aml_okt.core.text import one_line, visible
from aml_okt.i18n import gettext as _
from aml_okt.scene.clock_face import ClockFace, Mood
from aml_okt.scene.room import RoomScene, View
from aml_okt.tui.screens.beside import action_lines, owner_and_day
from aml_okt.tui.screens.room_sizes import BETWEEN, LEAST_DIGITS, LOW, LOWEST, MARGIN, NORMAL, TALL, Sizes
from aml_okt.tui.widgets.digits import BigTime, largest_rows
from aml_okt.tui.widgets.letters import largest
from aml_okt.tui.widgets.listing import Listing
from aml_okt.tui.widgets.progress import TimeBar
from aml_okt.tui.widgets.slides import Slides
from aml_okt.tui.widgets.table_names import shorten
from aml_okt.tui.widgets.table_picture import TablePicture
from aml_okt.tui.widgets.words import Words

STANDS_OUT = 5.0
"""Seconds that the words of a new phase stand out from all others."""

_CLOCK_CLASS = {Mood.CALM: "", Mood.WARNING: "warning", Mood.OVER: "over", Mood.STILL: "paused"}


class RoomStage(Vertical):
    """Draws what the room sees. One class for each view says which of its parts are there."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._seen: RoomScene | None = None
        self._place: object = None
        self._settling: Timer | None = None
        self._actions: tuple[Action, ...] = ()
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
                yield Words(id="room-back")
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
        self.set_class(bool(seen.back_at), "-back-at")
        self._words("#room-mark", _mark(seen))
        self._clock.fit(_widest(seen))
        self._clock.text = seen.back_at or seen.clock.digits
        self._bar.fraction = seen.clock.fraction
        self._look(seen.clock.mood)
        self._words("#room-back", _("Vi starter igjen kl."))
        self._words("#room-caption", seen.clock.caption)
        self._words("#room-then", _("Deretter  {then}").format(then=one_line(seen.then)) if seen.then else "")
        self.query_one("#room-picture", TablePicture).seats = seen.seats
        match seen.view:
            case View.SLIDES:
                await self.query_one("#room-slides", Slides).show(seen.slides, seen.page)
            case View.ACTIONS:
                self._actions = tuple(actions)
                self._list_actions()
            case View.WELCOME:
                self._words("#room-rows", _rows(seen.rows))
            case _:
                pass
        if before is None or _shape(before) != _shape(seen):
            self._share()
        self._stand_out(seen)

    def _list_actions(self) -> None:
        self.query_one("#room-actions", Listing).show(_("Dette har vi blitt enige om"), self._agreed(self._actions))

    def _agreed(self, actions: Sequence[Action]) -> list[Content | str]:
        """What has been agreed on: in letters on a tall screen, where there is room for all of it, or line by line."""
        width, height = self.outer_size
        columns, rows = width - 2 * MARGIN - _SMALL_CLOCK - _ROUND_ACTIONS, height - _ROUND_ACTIONS - 2 * BETWEEN
        spelt = [largest(action.text, columns, 3 * _LETTER, most=1, lines=3) for action in actions]
        if height < TALL or not all(spelt) or sum(len(lines) + 2 for lines in spelt) > rows:
            return [*action_lines(actions)]
        return [
            Content.assemble("\n".join(lines), (f"\n{owner_and_day(action)}\n", "$muted"))
            for lines, action in zip(spelt, actions, strict=True)
        ]

    def move_clock(self, clock: ClockFace) -> None:
        """Show another time in the same picture."""
        if self._seen is None:
            return
        self._seen = replace(self._seen, clock=clock)
        self._clock.text = self._seen.back_at or clock.digits
        self._bar.fraction = clock.fraction
        self._words("#room-caption", clock.caption)

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
        room = width - 2 * MARGIN
        self._words("#room-headline", _spelt(self.headline, room - _ROUND_HEADLINE, sizes.headline, sizes.scale))
        aside = seen is not None and seen.view in {View.SLIDES, View.ACTIONS, View.WELCOME, View.THANKS}
        columns = min(_SMALL_CLOCK, room // 3) if aside else sizes.clock
        self.query_one("#room-time").styles.width = columns
        # No higher than the digits become at this width, so that nothing but them stands over the bar.
        self._clock.styles.max_height = max(1, largest_rows(widest, columns, sizes.digits))
        self.set_class(not sizes.picture, "-no-picture")
        self.set_class(height < LOW, "-low")
        self.set_class(height < LOWEST, "-lowest")
        self.set_class(height >= TALL, "-tall")
        self.set_class(height >= NORMAL, "-normal")
        rule, questions = (seen.rule, seen.questions) if seen is not None else ("", ())
        if seen is not None:
            self._words("#room-where", _where(seen, room - cell_len(_mark(seen)) - 1))
        who = _("Her kommer økta når den er satt i gang.") if seen is None else seen.who
        tall = height >= TALL
        self._words("#room-who", "\n".join(largest(who, room, 5, most=1) if tall else ()) or one_line(who))
        self._words("#room-rule", _rule(rule, room - 2, sizes))
        self.query_one("#room-rule").set_class(not rule, "-nothing")
        if seen is not None and seen.view is View.ACTIONS:
            self._list_actions()
        numbered = [f"{place}. {one_line(question)}" for place, question in enumerate(questions, 1)]
        asks = seen is not None and seen.view is View.TIME and self._has_room_for(numbered, sizes, height, room)
        self._words("#room-questions", "\n".join(numbered) if asks else "")
        self.query_one("#room-questions").set_class(not (asks and questions), "-nothing")

    def _has_room_for(self, questions: Sequence[str], sizes: Sizes, height: int, room: int) -> bool:
        """Whether the questions leave the clock the rows that it is read by."""
        if not questions or not sizes.questions:
            return False
        words = [self.query_one(where, Words).said for where in ("#room-headline", "#room-who", "#room-rule")]
        return height - sum(_rows_of(text, room) for text in (*words, *questions)) - BETWEEN >= LEAST_DIGITS

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


_ROUND_HEADLINE = 2
"""Columns of the ground round the headline, which it stands out by when it is new."""
_SMALL_CLOCK = 44
_ROUND_ACTIONS = 8
"""Columns and rows that the list has round it."""
_LETTER = 5
"""Rows of a line of letters, with the air below."""
_LONGEST_LABEL = 40


def _shape(seen: RoomScene) -> tuple[object, ...]:
    """What decides how the room is shared."""
    return seen.view, seen.where, seen.round, seen.headline, seen.who, _widest(seen), seen.rule, seen.questions


def _widest(seen: RoomScene) -> str:
    """A text that is as wide as any that the clock will show while things are as they are."""
    return "00:00" if seen.back_at else max(seen.widest, seen.clock.digits, key=len)


def _rows_of(text: str, width: int) -> int:
    """The rows that a text takes in so many columns, as near as can be told without breaking its lines."""
    return sum(max(1, ceil(cell_len(line) / width)) for line in text.splitlines())


def _mark(seen: RoomScene) -> str:
    return _("øvelse") if seen.rehearsal else ""


def _where(seen: RoomScene, width: int) -> Content:
    round_ = f"   {seen.round}" if seen.round else ""
    return Content.assemble(
        (shorten(one_line(seen.where), max(1, width - cell_len(round_))), "bold"), (round_, "$muted")
    )


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
        widest = min(_LONGEST_LABEL, max((cell_len(one_line(label)) for label, _time in rows), default=0))
        for label, time in rows:
            name = shorten(one_line(label), widest)
            yield Content.assemble(name, " " * (widest - cell_len(name) + 3), (time.rjust(7), "$muted"))

    return Content("\n").join(lines())
