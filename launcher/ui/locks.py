"""What is locked, in words."""

from PySide6.QtCore import QCoreApplication

from launcher.model.organisation import Organisation


def who(organisation: Organisation) -> str:
    """Return what people call whoever keeps this machine's configuration."""
    return organisation.name or tr(organisation.called)


def set_by(organisation: Organisation) -> str:
    """Return why something cannot be changed here, one sentence."""
    return tr("Set by {0}.").format(who(organisation))


def whom_to_ask(organisation: Organisation) -> str:
    """Return whom to ask about it, one sentence; empty where nobody says."""
    return tr("Questions: {0}").format(organisation.contact) if organisation.contact else ""


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("Locks", text)
