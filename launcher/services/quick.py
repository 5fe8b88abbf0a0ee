"""Quick connect: the servers that a few letters mean, best first, within a frame for ten thousand."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from launcher.model.server import Server, ServerKey

MOST = 50
"""Servers found at most: whoever has to read on types another letter."""

_EXACT, _BEGINS, _BEGINS_A_PART, _IN_NAME, _SCATTERED = 120, 90, 80, 70, 30
_ADDRESS, _BEGINS_ADDRESS, _IN_ADDRESS, _BEGINS_ID, _IN_PROFILE, _OVER_PROFILE = 120, 85, 60, 65, 50, 20
"""How well a word fits: what stands together in a name before letters that are scattered over it."""

_MARKED = 25
"""What a favourite, or a server whose console was opened last, is before others: two steps of the above, so
that a name typed in full still comes first."""

_LEAST = 3
"""Letters: fewer begin too many ids, and are scattered over too many profiles' names, by chance."""

_ALIKE = 72.0
"""How alike a name is, of 100, that is found in spite of a slip of the finger."""

_PARTS = str.maketrans("-_./:", "     ")


class Mark(Enum):
    """Why a server stands before others."""

    NONE = auto()
    FAVOURITE = auto()
    RECENT = auto()


class Candidate(NamedTuple):
    """A server to be found.

    Attributes:
        server: itself.
        profile_name: its profile's.
        mark: whether it stands before others.
    """

    server: Server
    profile_name: str
    mark: Mark


class QuickSearch:
    """Finds servers by letters of name, address, id and profile.

    Each word of the text is to be found somewhere; in a name its letters may be apart. Only where nothing is
    found so, names count that are nearly what was typed. A text that goes on with the one before looks
    among what that found.

    Args:
        servers: every known one, in the order that equally good ones are found in.
        profile_names: by the profiles' ids.
        favourites: in their order.
        recent: the servers whose consoles were opened last, the newest first.
    """

    def __init__(
        self,
        servers: Iterable[Server],
        profile_names: Mapping[str, str],
        favourites: Iterable[ServerKey] = (),
        recent: Iterable[ServerKey] = (),
    ) -> None:
        # Plain columns: a pass over one of them is a millisecond, and over objects it is ten.
        self._servers = [server for server in servers if server.profile_id in profile_names]
        self._names = [server.name.casefold() for server in self._servers]
        self._parts = [f" {name.translate(_PARTS)}" for name in self._names]
        self._addresses = ["\n".join(("", *server.addresses, "")) for server in self._servers]
        self._ids = [server.id.casefold() for server in self._servers]
        self._owners = [server.profile_id for server in self._servers]
        self._profile_names = profile_names
        self._marks = self._places(favourites, Mark.FAVOURITE)
        for place, mark in self._places(recent, Mark.RECENT).items():
            self._marks.setdefault(place, mark)
        self._words: tuple[str, ...] = ()
        self._found: list[int] | None = None

    def find(self, text: str) -> list[Candidate]:
        """Return the servers that ``text`` means, the best first, at most :data:`MOST`.

        Without a text these are the favourites and the recent ones; where there are none, the first of all.
        """
        words = tuple(text.casefold().split())
        if not words:
            self._words, self._found = (), None
            return self._candidates(list(self._marks) or range(len(self._servers)))
        scores = self._scores(words, self._pool(words))
        self._words, self._found = words, list(scores)
        if not scores:
            return self._candidates(self._nearly(" ".join(words)))
        for place in self._marks.keys() & scores.keys():
            scores[place] += _MARKED
        # One number each, the place in its lower digits: those sort five times as fast as pairs do.
        count = len(self._servers)
        best = nsmallest(MOST, [place - score * count for place, score in scores.items()])
        return self._candidates([number % count for number in best])

    def _places(self, keys: Iterable[ServerKey], mark: Mark) -> dict[int, Mark]:
        wanted = list(keys)
        ids = {key.server_id.casefold() for key in wanted}
        here = {self._servers[at].key: at for at, one in enumerate(self._ids) if one in ids}
        return {here[key]: mark for key in wanted if key in here}

    def _candidates(self, places: Sequence[int]) -> list[Candidate]:
        return [
            Candidate(
                self._servers[place],
                self._profile_names[self._owners[place]],
                self._marks.get(place, Mark.NONE),
            )
            for place in places[:MOST]
        ]

    def _pool(self, words: tuple[str, ...]) -> Iterable[int]:
        """Return where to look: what was found last, where all that ``words`` mean is surely among it."""
        if self._found is not None and _narrows(words, self._words):
            return self._found
        return range(len(self._servers))

    def _scores(self, words: tuple[str, ...], pool: Iterable[int]) -> dict[int, int]:
        total: dict[int, int] = {}
        for number, word in enumerate(words):
            scores = self._scores_of(word, pool)
            total = {at: score + total[at] for at, score in scores.items()} if number else scores
            pool = total
        return total

    def _scores_of(self, word: str, pool: Iterable[int]) -> dict[int, int]:
        names, parts = self._names, self._parts
        in_name = [at for at in pool if word in names[at]]
        scores = dict.fromkeys(in_name, _IN_NAME)
        part = f" {word.translate(_PARTS)}"
        begun = [at for at in in_name if part in parts[at]]
        scores |= dict.fromkeys(begun, _BEGINS_A_PART)
        scores |= {at: _EXACT if names[at] == word else _BEGINS for at in begun if names[at].startswith(word)}
        rest = [at for at in pool if at not in scores]
        scores |= self._by_address(word, rest)
        if len(word) >= _LEAST:
            scores |= {at: _BEGINS_ID for at in rest if self._ids[at].startswith(word) and at not in scores}
        owners = self._owners_by(word)
        in_profile = {one for one, score in owners.items() if score == _IN_PROFILE}
        if in_profile:
            scores |= {at: _IN_PROFILE for at in rest if self._owners[at] in in_profile and at not in scores}
        if len(word) > 1:
            scores |= self._scattered(word, [at for at in rest if at not in scores])
        if len(owners) > len(in_profile):
            scores |= {at: _OVER_PROFILE for at in rest if self._owners[at] in owners and at not in scores}
        return scores

    def _owners_by(self, word: str) -> dict[str, int]:
        """Return the profiles whose names have a word or its letters in order, and how well they fit."""
        names = {one: name.casefold() for one, name in self._profile_names.items()}
        over = {one: _OVER_PROFILE for one, name in names.items() if _is_over(word, name)}
        return over | {one: _IN_PROFILE for one, name in names.items() if word in name}

    def _by_address(self, word: str, rest: list[int]) -> dict[int, int]:
        if not _like_address(word):
            return {}
        found = [at for at in rest if word in self._addresses[at]]
        scores = dict.fromkeys(found, _IN_ADDRESS)
        scores |= {at: _BEGINS_ADDRESS for at in found if f"\n{word}" in self._addresses[at]}
        return scores | {at: _ADDRESS for at in found if f"\n{word}\n" in self._addresses[at]}

    def _scattered(self, word: str, rest: list[int]) -> dict[int, int]:
        """Find names that have the word's letters in their order; the fewer others between, the better."""
        names = [self._names[at] for at in rest]
        every = process.extract(
            word, names, scorer=LCSseq.similarity, processor=None, score_cutoff=len(word), limit=None
        )
        alike = fuzz.ratio
        return {rest[at]: _SCATTERED + int(alike(word, name)) // 6 for name, _, at in every}

    def _nearly(self, text: str) -> list[int]:
        """Find names that are nearly ``text``."""
        if len(text) < _LEAST:
            return []
        found = process.extract(
            text, self._names, scorer=fuzz.partial_ratio, processor=None, score_cutoff=_ALIKE, limit=MOST
        )
        return [at for _, _, at in found]


class Shown(NamedTuple):
    """One text of a row, with the letters in it that were typed.

    Attributes:
        text: itself.
        spans: from where to where.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Sight(NamedTuple):
    """What a row shows of a server that was found.

    Attributes:
        name: its name.
        place: the address that was found, or else its id, or its first address.
        profile: its profile's name.
    """

    name: Shown
    place: Shown
    profile: Shown


def sight_of(candidate: Candidate, text: str) -> Sight:
    """Return what a row shows of a server that was found by ``text``.

    Each word is marked in one place: the name, an address, the id, the profile's name; or its letters are,
    wherever they stand in the name.
    """
    server = candidate.server
    words = tuple(text.casefold().split())
    in_name = [word for word in words if word in server.name.casefold()]
    others = [word for word in words if word not in in_name]
    place = next(
        (one for one in server.addresses if any(_like_address(word) and word in one for word in others)), ""
    )
    if not place and any(_begins_id(server, word) for word in others):
        place = server.id
    in_place = [word for word in others if word in place.casefold()]
    others = [word for word in others if word not in in_place]
    profile = candidate.profile_name.casefold()
    in_profile = [word for word in others if word in profile]
    others = [word for word in others if word not in in_profile]
    over_profile = [
        word for word in others if not _is_over(word, server.name.casefold()) and _is_over(word, profile)
    ]
    scattered = [word for word in others if word not in over_profile]
    first = server.addresses[0] if server.addresses else ""
    return Sight(
        Shown(server.name, _spans(server.name, in_name, scattered)),
        Shown(place or first, _spans(place, in_place)),
        Shown(candidate.profile_name, _spans(candidate.profile_name, in_profile, over_profile)),
    )


def _spans(text: str, words: Iterable[str], scattered: Iterable[str] = ()) -> tuple[tuple[int, int], ...]:
    folded = text.casefold()
    if len(folded) != len(text):
        # Straße and STRASSE: the same word, but not letter by letter.
        return ()
    whole = [(folded.find(word), folded.find(word) + len(word)) for word in words]
    apart = [
        (block.b, block.b + block.size)
        for word in scattered
        for block in LCSseq.opcodes(word, folded).as_matching_blocks()
        if block.size
    ]
    return tuple(sorted(whole + apart))


def _is_over(word: str, text: str) -> bool:
    """Whether a text has a word's letters in their order, with others between them."""
    return len(word) >= _LEAST and LCSseq.similarity(word, text) == len(word)


def _begins_id(server: Server, word: str) -> bool:
    return len(word) >= _LEAST and server.id.casefold().startswith(word)


def _like_address(word: str) -> bool:
    return any(map(word.__contains__, "0123456789.:"))


def _narrows(words: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether all that ``words`` find was found by those ``before``: each goes on where one ended."""
    return len(words) >= len(before) > 0 and all(
        len(old) >= _LEAST and new.startswith(old) and _like_address(new) is _like_address(old)
        for old, new in zip(before, words, strict=False)
    )
