"""Python's collector of garbage, which rests while a program starts.

Loading modules makes hundreds of thousands of objects and no garbage, and the collector goes through all of them
again and again: a tenth of the time until the first picture. What is there then is there to the end, and is not gone
through any more, so that no key waits for that either.
"""

import gc


def rest_until_first_picture() -> None:
    """Let the collector rest until `wake`."""
    gc.disable()


def wake() -> None:
    """Let it work on what is made from now on; nothing happens where it has not rested."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
