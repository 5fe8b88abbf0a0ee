"""The order of the list in each column: by its meaning, not its letters."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import Any

from launcher.model.server import Server, ServerKey
from launcher.services.columns import Column
from launcher.services.rows import Row, natural

in_order_of_names: Callable[[Row], str] = attrgetter("name")
"""What rows are sorted by where nothing else is asked for."""

_OWN: dict[Column, Callable[[Row], Any]] = {
    Column.ADDRESSES: attrgetter("address"),
    Column.CREATED: attrgetter("created"),
    Column.UPDATED: attrgetter("updated"),
    Column.ID: attrgetter("id"),
}
"""Columns in which nearly every row says something else."""

_SHARED: dict[Column, tuple[Callable[[Server], Any], Callable[[Any], Any]]] = {
    Column.STATUS: (attrgetter("status", "task_state"), lambda value: (value[0].words, value[1])),
    Column.ZONE: (attrgetter("zone"), natural),
    Column.POWER: (attrgetter("power"), str),
    Column.FLAVOR: (attrgetter("flavor"), natural),
    Column.IMAGE: (attrgetter("image"), str),
    Column.KEY: (attrgetter("key_name"), natural),
    Column.METADATA: (attrgetter("metadata"), tuple),
    Column.TAGS: (attrgetter("tags"), tuple),
    Column.LOCKED: (attrgetter("locked"), lambda locked: not locked),
}
"""Columns in which many rows say the same: what, and its place among what others say."""


class Ordering:
    """Puts rows in order.

    Args:
        profile_name: returns the name of a profile.
        links: returns the seconds each living console link has left.
        favourites: returns the favourite servers.
        row: returns the row of a server, or None where there is none.
    """

    def __init__(
        self,
        profile_name: Callable[[str], str],
        links: Callable[[], Mapping[ServerKey, float]],
        favourites: Callable[[], Iterable[ServerKey]],
        row: Callable[[ServerKey], Row | None],
    ) -> None:
        self._profile_name = profile_name
        self._links = links
        self._favourites = favourites
        self._row = row

    def sorted(self, rows: list[Row], column: Column, *, descending: bool) -> list[Row]:
        """Return rows in the order of a column.

        Args:
            rows: in the order of names; those that are equal in the column stay in it.
            column: which.
            descending: the other way round.
        """
        if column is Column.NAME:
            return rows[::-1] if descending else rows
        if column is Column.AGE:
            column, descending = Column.CREATED, not descending
        if column is Column.LINK:
            return self._few_first(rows, self._links(), descending=descending)
        if column is Column.FAVOURITE:
            few = dict.fromkeys(self._favourites(), 0.0)
            return self._few_first(rows, few, descending=descending)
        own = _OWN.get(column)
        if own is not None:
            return sorted(rows, key=own, reverse=descending)
        value, place = _SHARED.get(column) or (attrgetter("profile_id"), self._place_of_profile)
        return _by_groups(rows, value, place, descending=descending)

    def _few_first(self, rows: list[Row], few: Mapping[ServerKey, float], *, descending: bool) -> list[Row]:
        """Only the few that have a number are compared; the largest is the first."""
        numbers = {row: number for key, number in few.items() if (row := self._row(key)) is not None}
        if not numbers:
            return rows
        places = [place for place, row in enumerate(rows) if row in numbers]
        found = sorted((rows[place] for place in places), key=numbers.__getitem__, reverse=not descending)
        others: list[Row] = [] if descending else found
        for first, last in pairwise([-1, *places, len(rows)]):
            others += rows[first + 1 : last]
        return others + found if descending else others

    def _place_of_profile(self, profile_id: str) -> str:
        return self._profile_name(profile_id).casefold()


def with_newcomers(rows: list[Row], newcomers: list[Row]) -> list[Row]:
    """Return rows that are in the order of names, with newcomers in their places among them."""
    if len(newcomers) > len(rows) / 8:
        return sorted(rows + newcomers, key=in_order_of_names)
    # A few among many: to sort would be to look at each of the many.
    every: list[Row] = []
    taken = 0
    for row in sorted(newcomers, key=in_order_of_names):
        place = bisect_right(rows, row.name, taken, key=in_order_of_names)
        every += rows[taken:place]
        every.append(row)
        taken = place
    return every + rows[taken:]


def _by_groups(
    rows: Iterable[Row], value: Callable[[Server], Any], place: Callable[[Any], Any], *, descending: bool
) -> list[Row]:
    """Sort the few values, not the many rows: a third of the time."""
    groups: dict[Any, list[Row]] = {}
    group_of = _GroupOf(lambda found: groups.setdefault(place(found), []))
    for row in rows:
        group_of[value(row.server)].append(row)
    ordered: list[Row] = []
    for one in sorted(groups, reverse=descending):
        ordered += groups[one]
    return ordered


class _GroupOf(dict[Any, list[Row]]):
    """The group of each value; asked for once a value."""

    def __init__(self, choose: Callable[[Any], list[Row]]) -> None:
        super().__init__()
        self._choose = choose

    def __missing__(self, value: Any) -> list[Row]:
        group = self[value] = self._choose(value)
        return group
