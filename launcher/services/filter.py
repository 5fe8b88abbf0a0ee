"""The filter's language: words, ``field:value``, ``-not this``, and ``"quoted text"``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from launcher.services.columns import Column
from launcher.services.filter_fields import Field, FilterError, Test, field

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
        problem: what is wrong with the text, in a few words, or empty.
    """

    words: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    tests: tuple[tuple[Test, bool], ...] = ()
    marks: dict[Column, tuple[str, ...]] = {}  # noqa: RUF012 - never changed, and a tuple's default
    problem: str = ""

    def narrows(self, other: "Filter") -> bool:
        """Whether the words of this one are found nowhere that another one's were not; tests left aside."""
        return all(any(word in longer for longer in self.words) for word in other.words) and all(
            any(shorter in word for shorter in self.unwanted) for word in other.unwanted
        )


class _Term(NamedTuple):
    value: str
    wanted: bool = True
    field: Field | None = None
    test: Test | None = None
    problem: str = ""


def read_filter(text: str) -> Filter:
    """Return the filter that ``text`` describes.

    A term that is still being typed (``-`` or ``status:``) asks nothing yet, nor does one that is wrong: an
    unknown field, or a value its field does not take.
    """
    terms = list(_terms(text.casefold()))
    good = [term for term in terms if term.value and not term.problem]
    words = [term for term in good if term.field is None]
    fields = [term for term in good if term.field is not None]
    found: list[tuple[str, tuple[Column, ...]]] = [
        (word.value, WORD_COLUMNS) for word in words if word.wanted
    ]
    found += [(term.value, term.field.columns) for term in fields if term.wanted and term.field]
    return Filter(
        tuple(word.value for word in words if word.wanted),
        tuple(word.value for word in words if not word.wanted),
        tuple((term.test, term.wanted) for term in fields if term.test),
        {
            column: tuple(value for value, columns in found if column in columns)
            for column in {column for _, columns in found for column in columns}
        },
        next((term.problem for term in terms if term.problem), ""),
    )


_UNCLOSED = "The quotation mark is not closed"
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<field>[^\W\d]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>\S*))\s*')
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,4}")


def _terms(text: str) -> Iterator[_Term]:
    place = len(text) - len(text.lstrip())
    while place < len(text):
        found = _TERM.match(text, place)
        assert found is not None  # noqa: S101 - every part of it may be empty
        place = found.end()
        term = _term(found)
        yield term
        if term.problem == _UNCLOSED:
            # What is quoted goes to the end.
            return


def _term(found: re.Match[str]) -> _Term:
    wanted, name, value = not found["minus"], found["field"] or "", found["quoted"]
    if value is None:
        value = found["plain"]
        if value.startswith('"'):
            return _Term("", problem=_UNCLOSED)
        if _HEXADECIMAL.fullmatch(name):
            # The beginning of an address of version 6, and of no field's name.
            return _Term(f"{name}:{value}", wanted)
    if not name:
        return _Term(value, wanted)
    try:
        one = field(name)
        return _Term(value, wanted, one, one.test(value) if value else None)
    except FilterError as error:
        return _Term("", problem=str(error))
