"""The signals that ask the program to end, and the exit status that tells of one."""

import signal

SIGNALS = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGTERM") if hasattr(signal, name))
"""What asks the program to end; each system has some of them."""

BY_SIGNAL = 128
"""Added to a signal's number, this is the exit status that tells of it."""

HANG_UP = 1
"""The number of SIGHUP, for systems that have none: what it tells of happens there too."""

HUNG_UP = BY_SIGNAL + HANG_UP
"""The exit status where there is nobody at the other end any more."""
