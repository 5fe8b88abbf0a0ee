"""How a cloud stands that may be imported: a word, a colour, and the words behind it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import Trouble
from launcher.model.profile import Profile
from launcher.services.imports import ImportCandidate, ImportResult
from launcher.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class ImportState:
    """What a row says at its end.

    Attributes:
        word: one or two of them.
        tone: the colour of the dot beside it.
        details: all there is to say, a sentence each.
        choosable: whether the person may choose it.
        wanted: whether it is chosen unless the person says otherwise.
    """

    word: str
    tone: Tone
    details: tuple[str, ...] = ()
    choosable: bool = False
    wanted: bool = False


def state_of(candidate: ImportCandidate, known: Profile | None) -> ImportState:
    """Return how a candidate stands; ``known`` is the profile that is the same cloud already."""
    said = (*candidate.problems, *candidate.notes)
    if candidate.address:
        return ImportState(tr("Waits for you"), Tone.BUSY, said)
    if candidate.profile is None:
        return ImportState(tr("Not usable"), Tone.BAD, said)
    if known is not None:
        there = tr("You have it already: it is the profile {0}.").format(known.name)
        return ImportState(tr("Already there"), Tone.OFF, (there, *said), choosable=True)
    if candidate.problems:
        return ImportState(tr("Incomplete"), Tone.WARNING, said, choosable=True)
    return ImportState(
        tr("Ready"), Tone.GOOD, said or (tr("nothing is missing."),), choosable=True, wanted=True
    )


def state_after(result: ImportResult) -> ImportState:
    """Return how a cloud stands after its import; one that failed may be tried again."""
    if result.profile is not None:
        now = tr("It is the profile {0} now.").format(result.profile.name)
        return ImportState(tr("Imported"), Tone.GOOD, (now,))
    trouble = result.error.trouble if result.error else Trouble("")
    said = (trouble.what, trouble.next_step)
    return ImportState(tr("Not imported"), Tone.BAD, said, choosable=True, wanted=True)


def count_words(count: int) -> str:
    """Return how many clouds a source has, in words."""
    if not count:
        return tr("nothing to import")
    return tr("1 cloud") if count == 1 else tr("{0} clouds").format(count)


def tr(text: str) -> str:
    """Translate words of this module."""
    return QCoreApplication.translate("import_states", text)
