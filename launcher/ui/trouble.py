"""Errors as a person reads them."""

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import Trouble
from launcher.ui.text import visible


def details_text(trouble: Trouble) -> str:
    """Return everything there is to know of a trouble, a line each, fit to be copied into a ticket."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Trouble", text)

    lines = [
        visible(trouble.what),
        tr("Cloud: {0}").format(visible(trouble.cloud)) if trouble.cloud else "",
        tr("Server: {0}").format(visible(trouble.server)) if trouble.server else "",
        tr("Request id: {0}").format(visible(trouble.request_id)) if trouble.request_id else "",
        tr("The cloud's own words: {0}").format(visible(trouble.details)) if trouble.details else "",
    ]
    return "\n".join(line for line in lines if line)
