"""Which of the clouds ``porthole import`` takes."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from launcher.cli.asking import answer_to
from launcher.cli.printing import put_rows
from launcher.cli.telling import add, say
from launcher.model.profile import Profile
from launcher.services.imports import ImportCandidate

_TONES = {"ready": "good", "not usable": "bad", "already there": "quiet"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A cloud that may be imported.

    Attributes:
        candidate: what was read of it.
        known: the profile that is the same cloud already, or None.
    """

    candidate: ImportCandidate
    known: Profile | None = None

    @property
    def is_usable(self) -> bool:
        """Whether a profile can be made of it."""
        return self.candidate.profile is not None

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.candidate.address:
            return "to be fetched"
        if not self.is_usable:
            return "not usable"
        if self.known is not None:
            return "already there"
        return "incomplete" if self.candidate.problems else "ready"

    @property
    def row(self) -> tuple[str, ...]:
        """What a table says of it."""
        profile = self.candidate.profile
        if profile is None:
            return (self.candidate.name, self.state, "", "", "", "")
        where = (profile.project, profile.user, profile.region_name, profile.auth_url)
        return (self.candidate.name, self.state, *where)


_HEADS = ("cloud", "state", "project", "user", "region", "auth url")


def put_offers(offers: Sequence[Offer]) -> None:
    """Print what would come of an import, and tell what hinders it."""
    put_rows(_HEADS, [offer.row for offer in offers], [_TONES.get(offer.state, "") for offer in offers])
    for offer in offers:
        _tell_remarks(offer)


def chosen(options: argparse.Namespace, offers: Sequence[Offer]) -> list[Offer]:
    """Return the clouds to import: those of the arguments, or of a person's choice.

    Raises:
        EOFError: the person has had enough.
    """
    if options.all or options.cloud:
        for offer in offers:
            _tell_remarks(offer)
        return [offer for offer in offers if offer.is_usable and offer.known is None]
    usable = [offer for offer in offers if offer.is_usable]
    numbers = {id(offer): str(number) for number, offer in enumerate(usable, 1)}
    rows = [(numbers.get(id(offer), "-"), *offer.row) for offer in offers]
    put_rows(("", *_HEADS), rows, file=sys.stderr)
    for offer in offers:
        _tell_remarks(offer)
    return _asked_for(usable) if usable else []


def _asked_for(offers: Sequence[Offer]) -> list[Offer]:
    ready = [number for number, offer in enumerate(offers, 1) if offer.state == "ready"]
    otherwise = " ".join(map(str, ready)) or "none"
    while True:
        answer = answer_to(f"Import which of them? (as in 1 3-5, all, none) [{otherwise}]") or otherwise
        numbers = list(_numbers(answer, len(offers)))
        if all(1 <= number <= len(offers) for number in numbers):
            return [offers[number - 1] for number in dict.fromkeys(numbers)]
        say(f"There are the numbers 1 to {len(offers)}.")


def _numbers(answer: str, last: int) -> Iterator[int]:
    """Yield the numbers an answer means; 0 for what is none."""
    if answer == "none":
        return
    for part in (f"1-{last}" if answer == "all" else answer).replace(",", " ").split():
        begin, _, end = part.partition("-")
        if begin.isdecimal() and (end or begin).isdecimal():
            # Not as far as somebody may have typed.
            yield from range(int(begin), min(int(end or begin), last + 1) + 1) or (0,)
        else:
            yield 0


def _tell_remarks(offer: Offer) -> None:
    known = (f"It is the profile {offer.known.name} already.",) if offer.known else ()
    remarks = (*known, *offer.candidate.problems, *offer.candidate.notes)
    if remarks:
        say(f"{offer.candidate.name}: {remarks[0]}")
    for remark in remarks[1:]:
        add(remark)
