"""Dividing whole seconds so that the parts always add up: equally within limits, or in proportion."""

from collections.abc import Sequence
from datetime import timedelta

from aml_okt.core.durations import SECOND, share

NO_TIME = timedelta()


def equally(amount: timedelta, limits: Sequence[timedelta]) -> list[timedelta]:
    """An amount taken equally from each, nobody giving more than their limit; whole seconds.

    What one cannot give, the others give equally. Where the limits do not reach, each gives its limit, and
    less than the amount is found. Odd seconds are the first ones': the last in a row never pays for the rest.
    """
    parts = [NO_TIME] * len(limits)
    open_places = [place for place, limit in enumerate(limits) if limit >= SECOND]
    left = min(amount, sum((limits[place] // SECOND * SECOND for place in open_places), NO_TIME))
    while left >= SECOND and open_places:
        for place, part in zip(open_places, share(left, len(open_places)), strict=True):
            given = min(part, limits[place] // SECOND * SECOND - parts[place])
            parts[place] += given
            left -= given
        open_places = [place for place in open_places if limits[place] - parts[place] >= SECOND]
    return parts


def in_proportion(amount: timedelta, weights: Sequence[timedelta]) -> list[timedelta]:
    """An amount of whole seconds divided in proportion to some weights, by the largest remainder.

    With weights that are limits, nobody's part is larger than their weight while the amount is not larger
    than all of them together. All weights nothing: the first takes all.
    """
    whole = sum(weights, NO_TIME)
    if not whole:
        return [amount, *[NO_TIME] * (len(weights) - 1)] if weights else []
    seconds = amount // SECOND
    exact = [divmod(seconds * (weight // SECOND), whole // SECOND) for weight in weights]
    parts = [part for part, _ in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-exact[place][1], place))
    for place in by_remainder[: seconds - sum(parts)]:
        parts[place] += 1
    return [timedelta(seconds=part) for part in parts]
