"""The columns of the list of servers."""

from enum import IntEnum


class Column(IntEnum):
    """The columns of the list. Saved layouts know them by these numbers: new ones go to the end."""

    NAME = 0
    STATUS = 1
    ADDRESSES = 2
    ZONE = 3
    PROFILE = 4
    LINK = 5
    POWER = 6
    FLAVOR = 7
    IMAGE = 8
    KEY = 9
    AGE = 10
    CREATED = 11
    UPDATED = 12
    ID = 13
    METADATA = 14
    TAGS = 15
    LOCKED = 16
    FAVOURITE = 17


FIRST_SHOWN = (
    Column.FAVOURITE,
    Column.NAME,
    Column.STATUS,
    Column.ADDRESSES,
    Column.ZONE,
    Column.PROFILE,
    Column.LINK,
)
"""What a person sees before they chose, left to right."""
