"""What a driver tells the app when the terminal has gone; a module of its own, since Windows has no such driver."""

from textual.message import Message


class HungUp(Message):
    """There is nobody at the other end of the terminal any more."""
