"""Power actions in an operator's words."""

from PySide6.QtCore import QCoreApplication

from launcher.model.power import PowerAction
from launcher.model.server import Server, ServerStatus

_START, _STOP, _SOFT, _HARD = PowerAction


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("Power", text)


def label(action: PowerAction) -> str:
    """Return what stands on a button or in a menu, with its access key."""
    return {
        _START: tr("&Start"),
        _STOP: tr("S&top"),
        _SOFT: tr("&Reboot"),
        _HARD: tr("&Hard reboot"),
    }[action]


def question(action: PowerAction, what: str) -> str:
    """Return the question before an action; ``what`` is a server's name, or how many there are."""
    return {
        _START: tr("Start {0}?"),
        _STOP: tr("Stop {0}?"),
        _SOFT: tr("Reboot {0}?"),
        _HARD: tr("Hard reboot {0}?"),
    }[action].format(what)


def refusal(action: PowerAction, what: str) -> str:
    """Return what is said where an action fits none of the chosen servers."""
    return {
        _START: tr("{0} cannot be started now"),
        _STOP: tr("{0} cannot be stopped now"),
        _SOFT: tr("{0} cannot be rebooted now"),
        _HARD: tr("{0} cannot be hard rebooted now"),
    }[action].format(what)


def failure(action: PowerAction, failed: int, of: int) -> str:
    """Return what is said where several servers refused."""
    return {
        _START: tr("{0} of {1} servers were not started."),
        _STOP: tr("{0} of {1} servers were not stopped."),
        _SOFT: tr("{0} of {1} servers were not rebooted."),
        _HARD: tr("{0} of {1} servers were not hard rebooted."),
    }[action].format(failed, of)


def consequences(action: PowerAction) -> str:
    """Return what an action does to a server and to whoever works on it."""
    return {
        _START: tr("The power is switched on, and the system boots."),
        _STOP: tr(
            "The system is asked to shut down; if it does not react, the power is cut after a while. "
            "Whoever works on it is cut off until it is started again. Disks and addresses stay."
        ),
        _SOFT: tr(
            "The system is asked to restart in good order. Whoever works on it is cut off while it boots. "
            "One that hangs may not react: then a hard reboot helps."
        ),
        _HARD: tr(
            "The power is cut and switched on again, without asking the system. "
            "What it has not written to disk yet is lost."
        ),
    }[action]


def under_way(action: PowerAction) -> str:
    """Return why a server is left out with which somebody here is busy already."""
    return {
        _START: tr("is being started already"),
        _STOP: tr("is being stopped already"),
        _SOFT: tr("is being rebooted already"),
        _HARD: tr("is being hard rebooted already"),
    }[action]


def hindrance(action: PowerAction, server: Server) -> str:
    """Return why an action does not fit the state a server was last seen in; empty where it does."""
    if action.fits(server):
        return ""
    status = server.status.words.lower()
    if server.task_state:
        return tr("is busy ({0})").format(server.task_words or status)
    known = {
        (_START, ServerStatus.ACTIVE): tr("is running already"),
        (_STOP, ServerStatus.SHUTOFF): tr("is shut off already"),
        (_SOFT, ServerStatus.SHUTOFF): tr("is shut off: start it instead"),
    }.get((action, server.status))
    if known is not None:
        return known
    words = (
        tr("is {0}: only a hard reboot works")
        if _HARD.fits(server)
        else tr("not possible in this state ({0})")
    )
    return words.format(status)
