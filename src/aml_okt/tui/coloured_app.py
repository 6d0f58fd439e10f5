"""An app in our colours, dark or light, that reads its style sheets once."""

from textual.app import App

from aml_okt.tui import theme
from aml_okt.tui.theme import DARK, LIGHT


class ColouredApp(App[None]):
    """An app that has our colours from the first moment on."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *, light: bool = False) -> None:
        """`light` is how it looks at first."""
        super().__init__()
        for colours in theme.THEMES:
            self.register_theme(colours)
        self.theme = LIGHT.name if light else DARK.name
        # Textual has begun with its own colours, and would read all style sheets again when it is given others later.
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, which style sheets name before a theme of ours is chosen."""
        return theme.defaults()

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual declares it
        """Read all style sheets again where they have other colours now; Textual asks for it as it starts too."""
        if (colours := self.get_css_variables()) != self._colours:
            self._colours = colours
            super().refresh_css(animate)
