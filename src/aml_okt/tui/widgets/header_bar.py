"""The line at the top: what this is, what time it is, when it ends, and whether the group is on time."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from aml_okt.core.text import one_line
from aml_okt.i18n import gettext as _
from aml_okt.tui.widgets.words import Words


class HeaderBar(Horizontal):
    """Title to the left, time to the right. The title gives way when it is narrow."""

    DEFAULT_CSS = """
    HeaderBar {
        height: 1;
        background: $panel;
        padding: 0 2;
        & > .brand { width: auto; color: $focus; text-style: bold; margin-right: 2; }
        & > .title { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
        & > .times { width: auto; margin-left: 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """Brand, title, times."""
        yield Words(_("aml-økt"), classes="brand")
        yield Words(classes="title")
        yield Words(classes="times")

    def show(  # noqa: PLR0913 - each stands in its own place
        self, title: str, time: str, end: str, offset: str,
        *, behind: bool, rehearsal: bool = False, sound: str = "",
    ) -> None:  # fmt: skip
        """Show these; an empty text takes no room.

        `behind` warns in colour what `offset` says in words; `sound` is what is not as usual about what is heard.
        """
        brand = _("aml-økt · ØVELSE") if rehearsal else _("aml-økt")
        self.query_one(".brand", Words).say(brand)
        self.query_one(".title", Words).say(one_line(title), layout=False)
        late = Content.styled(f"{'▲' if behind else '●'} {offset}", "bold $focus" if behind else "$now")
        parts: list[Content | str] = [Content.styled(f"{sound}   ", "$muted")] if sound else []
        parts.append(Content.styled(time, "bold"))
        parts += [f"   {end}"] if end else []
        parts += ["   ", late] if offset else []
        self.query_one(".times", Words).say(Content.assemble(*parts))
