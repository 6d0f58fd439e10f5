"""Text on a screen: never markup, and drawn again only when it says something else."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """Some text. `say` is cheap to call with what is already there."""

    def __init__(self, said: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(said, id=id, classes=classes, markup=False)
        self._said = said

    @property
    def said(self) -> str:
        """What stands here, without its colours."""
        return self._said if isinstance(self._said, str) else self._said.plain

    def say(self, said: Content | str, *, layout: bool = True) -> None:
        """Show this text. Without `layout` the widget must keep its size, as a line of fixed height does."""
        if said != self._said:
            self._said = said
            self.update(said, layout=layout)
