"""Letting go of what Textual keeps of widgets that are not on any screen any more."""

from contextlib import suppress


def let_go_of_closed_widgets() -> None:
    """Forget the pictures of closed widgets; costs nothing to speak of when done now and then.

    Textual 8.2 keeps two colours for each of the last 1024 widgets in a cache whose keys hold the widgets' pictures:
    some 8 MB for each hour in which dialogs are opened and closed. A later Textual may have no such cache.
    """
    with suppress(ImportError, AttributeError):
        from textual._styles_cache import StylesCache  # noqa: PLC0415 - Textual's own, which may go

        StylesCache.get_inner_outer.cache_clear()
