"""What Linux does when Alt+SysRq and a letter are pressed (kernel documentation, ``admin-guide/sysrq``)."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from launcher.model.keyboard import Chord


@dataclass(frozen=True, slots=True)
class Request:
    """One letter, or a few one after the other.

    Attributes:
        letters: as on a US keyboard; the kernel goes by the places of keys.
        words: what it does.
        drastic: whether it can cost what is not saved, so that it is asked about first.
    """

    letters: str
    words: str
    drastic: bool = False

    @property
    def chords(self) -> tuple[tuple[Chord, ...], ...]:
        """What is pressed for each letter."""
        return tuple((Chord(("AltLeft", "PrintScreen", f"Key{letter}")),) for letter in self.letters)


PACE = 0.5
"""Letters a second: disks need a moment to be written before the next."""


def requests() -> tuple[Request, ...]:
    """Return what the menu offers."""
    return (
        Request("R", tr("take the keyboard back from the graphics")),
        Request("E", tr("ask all programs to end"), drastic=True),
        Request("I", tr("kill all programs"), drastic=True),
        Request("S", tr("write all disks")),
        Request("U", tr("mount all disks read-only"), drastic=True),
        Request("B", tr("reboot at once, without writing disks"), drastic=True),
        Request("F", tr("kill the program that takes most memory"), drastic=True),
        Request("W", tr("list programs that wait for a disk")),
        Request("H", tr("list all of these on the screen")),
        Request(
            "REISUB",
            tr("end all programs, write all disks, and reboot"),
            drastic=True,
        ),
    )


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("SysRq", text)
