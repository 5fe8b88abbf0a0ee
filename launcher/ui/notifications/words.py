"""The words of notifications."""

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import PortholeError
from launcher.model.notification import Notification
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.watching import News
from launcher.ui.text import visible


def subject_of(key: ServerKey) -> str:
    """Return the subject under which a server is spoken of."""
    return f"{key.profile_id} {key.server_id}"


def about_news(news: News, profile: str) -> Notification:
    """Return what is told of a watched server.

    Args:
        news: what happened.
        profile: the name of its profile.
    """
    server, name = news.server, visible(news.server.name)
    if news.gone:
        return Notification(subject_of(server.key), _tr("{0} is gone").format(name), visible(profile))
    if server.status is ServerStatus.ERROR:
        title = _tr("{0} is in error").format(name)
        action = _tr("Show")
    else:
        title = _tr("{0} is {1}").format(name, server.status.words.lower())
        action = _tr("Open console") if server.status is ServerStatus.ACTIVE else _tr("Show")
    return Notification(subject_of(server.key), title, visible(profile), action)


def about_failure(server: Server, error: PortholeError, action: str) -> Notification:
    """Return what is told of a console that was not opened.

    Args:
        server: whose.
        error: why.
        action: what a click does, in words.
    """
    title = _tr("No console of {0}").format(visible(server.name))
    return Notification(subject_of(server.key), title, _sentences(error), action)


def about_action(server: Server, error: PortholeError) -> Notification:
    """Return what is told of a server that was not started, stopped or rebooted."""
    title = _tr("{0} did not come through").format(visible(server.name))
    return Notification(subject_of(server.key), title, _sentences(error), _tr("Show"))


def about_login(profile: str, error: PortholeError) -> Notification:
    """Return what is told where a console waits for a person's login."""
    title = _tr("{0} waits for your login").format(visible(profile))
    return Notification(f"login {profile}", title, visible(error.trouble.what), _tr("Show"))


def _sentences(error: PortholeError) -> str:
    return " ".join(visible(one) for one in (error.trouble.what, error.trouble.next_step) if one)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notifications", text)
