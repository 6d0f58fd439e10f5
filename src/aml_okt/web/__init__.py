"""The room's screen in a browser: a small server, and a process of the program for each browser that looks.

Nothing here draws. A browser gets what a process of `aml-okt room` draws for its driver, and all that comes back from
it is how large its window is.
"""

DRIVER = "aml_okt.tui.served_driver:ServedDriver"
"""What draws the room for the server, as Textual's environment names it; a name, so that nothing loads Textual."""
