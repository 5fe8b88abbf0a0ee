"""The filter's language: words, ``field:value``, ``-not this``, and ``"quoted text"``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from launcher.services.columns import Column
from launcher.services.filter_fields import FilterError, Test, field

WORD_COLUMNS = (
    Column.NAME,
    Column.STATUS,
    Column.ADDRESSES,
    Column.ZONE,
    Column.PROFILE,
    Column.ID,
    Column.FLAVOR,
    Column.KEY,
    Column.TAGS,
    Column.METADATA,
)
"""Where a word without a field is looked for."""


class Filter(NamedTuple):
    """What a person typed, ready to be asked. All text is casefolded.

    Attributes:
        words: each is in some column.
        unwanted: none is in any column.
        tests: fields' tests, and what each is to answer.
        marks: what is found in each column, to be highlighted there.
    """

    words: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    tests: tuple[tuple[Test, bool], ...] = ()
    marks: dict[Column, tuple[str, ...]] = {}  # noqa: RUF012 - never changed, and a tuple's default


class _Term(NamedTuple):
    value: str
    field: str
    wanted: bool


def read_filter(text: str) -> Filter:
    """Return the filter that ``text`` describes.

    A term that is still being typed (``-`` or ``status:``) asks nothing yet.

    Raises:
        FilterError: an unknown field, a value its field does not take, or an unclosed quotation mark.
    """
    terms = [term for term in _terms(text.casefold()) if term.value]
    words = [term for term in terms if not term.field]
    fields = [(term, field(term.field)) for term in terms if term.field]
    found: list[tuple[str, tuple[Column, ...]]] = [
        (word.value, WORD_COLUMNS) for word in words if word.wanted
    ]
    found += [(term.value, one.columns) for term, one in fields if term.wanted]
    return Filter(
        tuple(word.value for word in words if word.wanted),
        tuple(word.value for word in words if not word.wanted),
        tuple((one.test(term.value), term.wanted) for term, one in fields),
        {
            column: tuple(value for value, columns in found if column in columns)
            for column in {column for _, columns in found for column in columns}
        },
    )


_TERM = re.compile(r'(?P<minus>-?)(?:(?P<field>[^\W\d]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S*))\s*')
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,4}")


def _terms(text: str) -> Iterator[_Term]:
    place = len(text) - len(text.lstrip())
    while place < len(text):
        found = _TERM.match(text, place)
        assert found is not None  # noqa: S101 - every part of it may be empty
        place = found.end()
        yield _term(found)


def _term(found: re.Match[str]) -> _Term:
    wanted, name, value = not found["minus"], found["field"] or "", found["quoted"]
    if value is None:
        value = found["plain"]
        if value.startswith('"'):
            raise FilterError("The quotation mark is not closed")
        if _HEXADECIMAL.fullmatch(name):
            # The beginning of an address of version 6, and of no field's name.
            return _Term(f"{name}:{value}", "", wanted)
    if name:
        field(name)
    return _Term(value, name, wanted)
