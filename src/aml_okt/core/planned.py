"""The plan of a course: what comes after the round that runs is only made when somebody asks for it.

Most moves look no farther than the round that they are made in, and many are followed by another that has all that
is to come planned again.
"""

from collections.abc import Callable

from aml_okt.core.plan import Timebox


class Planned:
    """The timeboxes of a plan, the first of which are `known`; `whole` makes all of them from those."""

    __slots__ = ("_made",)

    def __init__(
        self,
        known: tuple[Timebox, ...],
        whole: Callable[[tuple[Timebox, ...]], tuple[Timebox, ...]] | None = None,
    ) -> None:
        # Both in one, so that who asks at the same time from elsewhere finds either the one or the other.
        self._made = known, whole

    @property
    def boxes(self) -> tuple[Timebox, ...]:
        """All of them."""
        known, whole = self._made
        if whole is not None:
            known = whole(known)
            self._made = known, None
        return known

    @property
    def known(self) -> tuple[Timebox, ...]:
        """Those that have been made."""
        return self._made[0]

    def near(self, place: int) -> tuple[Timebox, ...]:
        """The timeboxes to the end of the round, or the step, that this place is in, or farther."""
        known, whole = self._made
        return known if whole is None or place < len(known) else self.boxes

    def at(self, place: int) -> Timebox | None:
        """The timebox at this place; None where the plan has none."""
        known, whole = self._made
        if place >= len(known) and whole is not None:
            known = self.boxes
        return known[place] if 0 <= place < len(known) else None

    def with_box(self, place: int, box: Timebox) -> "Planned":
        """The plan with another timebox at a place that it has."""
        known, whole = self._made
        if place >= len(known):
            known, whole = self.boxes, None
        return Planned((*known[:place], box, *known[place + 1 :]), whole)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Planned) and self.boxes == other.boxes)

    def __hash__(self) -> int:
        return hash(self.boxes)

    def __repr__(self) -> str:
        return repr(self.boxes)
