"""The list of people: their order round the table, with keys and a mouse to change it."""

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aml_okt.core.text import one_line

_UP, _DOWN, _REMOVE = "▲", "▼", "✕"
_TOUCH = 3
"""Cells that a mark takes at the end of a line: the mark with a space on each side."""


class PeopleList(Widget, can_focus=True):
    """Names in order, one a line. The line that has the keys, or the mouse, shows what can be done to it.

    The list changes nothing itself: it tells what somebody wants with `Remove`, `Move` and `Correct`.
    """

    DEFAULT_CSS = """
    PeopleList {
        height: auto;
        border-left: outer $frame;
        &:focus { border-left: outer $focus; }
    }
    """
    BINDINGS = [  # noqa: RUF012 -- declared so by Textual
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
    ]

    ALLOW_SELECT = False

    names: reactive[tuple[str, ...]] = reactive((), layout=True)
    """Who is in the list."""

    current: reactive[int] = reactive(0)
    """The place of the name that the keys are about."""

    hovered: reactive[int | None] = reactive(None)
    """The place of the name under the mouse."""

    class Remove(Message):
        """Somebody wants the name at this place taken out."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Correct(Message):
        """Somebody wants to write the name at this place anew."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Move(Message):
        """Somebody wants the name at this place so many places further down, or up."""

        def __init__(self, place: int, by: int) -> None:
            super().__init__()
            self.place, self.by = place, by

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """A line for each name."""
        return len(self.names)

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join([self._line(place) for place in range(len(self.names))])

    def validate_current(self, place: int) -> int:
        """A place that is in the list, or 0."""
        return max(0, min(place, len(self.names) - 1))

    def watch_names(self) -> None:
        """The list may have become shorter than the place, and nobody can have the keys in an empty one."""
        self.current = self.validate_current(self.current)
        self.can_focus = bool(self.names)

    def watch_current(self) -> None:
        """Keep the line in view where the form is too low for all of them."""
        if self.is_mounted and self.has_focus:
            self.call_after_refresh(self._show_current)

    def action_go(self, by: int) -> None:
        """Another line; past an end, the field there."""
        place = self.current + by
        if 0 <= place < len(self.names):
            self.current = place
        elif by < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what can be done to the name under the mouse."""
        self.hovered = event.y if 0 <= event.y < len(self.names) else None

    def on_leave(self) -> None:
        """The mouse is gone."""
        self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Do what the mark under the mouse says, or choose the name."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 <= offset.y < len(self.names):
            return
        event.stop()
        self.current = offset.y
        match (self.content_size.width - 1 - offset.x) // _TOUCH:
            case 0:
                self.post_message(self.Remove(offset.y))
            case 1:
                self.post_message(self.Move(offset.y, 1))
            case 2:
                self.post_message(self.Move(offset.y, -1))

    def _show_current(self) -> None:
        if isinstance(self.parent, Widget):
            line = Region(0, self.virtual_region.y + self.current, 1, 1)
            self.parent.scroll_to_region(line, animate=False)

    def _line(self, place: int) -> Content:
        mine = place == self.current and self.has_focus
        shows = mine or place == self.hovered
        width = self.content_size.width
        number = f"{place + 1:>3}  "
        room = width - len(number) - 3 * _TOUCH
        name = Content(one_line(self.names[place])).truncate(max(1, room), ellipsis=True, pad=True)
        marks = f" {_UP}  {_DOWN}  {_REMOVE} " if shows else " " * 3 * _TOUCH
        line = Content.assemble((number, "$muted"), (name.plain, "bold" if mine else ""), (marks, "$focus"))
        return line.stylize("on $panel") if shows else line
