"""What a person is told outside of Porthole's windows."""

import msgspec


class Notification(msgspec.Struct, frozen=True):
    """A few words on the desktop.

    Attributes:
        subject: what it is about: another one about the same takes its place.
        title: one line.
        text: a sentence or two, or empty.
        action: the words of its button, which a click on the whole does as well; empty for none.
    """

    subject: str
    title: str
    text: str = ""
    action: str = ""
