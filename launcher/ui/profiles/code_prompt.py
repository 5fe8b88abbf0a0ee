"""The question for a one-time code, which logs in with it at once."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from launcher.model.profile import Profile
from launcher.ui.profiles.code_line import CodeLine
from launcher.ui.profiles.login_prompt import LoginPrompt, host_of, user_of
from launcher.ui.profiles.saving import GoOn
from launcher.ui.runner import TaskRunner


class CodePrompt(LoginPrompt):
    """Asks for a code until the cloud takes one."""

    def __init__(
        self,
        log_in: Callable[[str, str], None],
        runner: TaskRunner,
        profile: Profile,
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            log_in: logs a profile, by its id, in with a code. Blocks.
            runner: runs that.
            profile: whose code.
            parent: the window this belongs to.
        """
        super().__init__(runner, profile, tr("One-time code"), _reason(profile), parent)
        self._log_in = log_in
        self.code_line = CodeLine(self)
        self.code_line.edited.connect(self.show_complete)
        self.form.add(self.tr("&One-time code"), self.code_line, focus=self.code_line.line)
        self.arrange(self.code_line.line)

    @property
    def complete(self) -> bool:
        """Whether what was typed is a code."""
        return bool(self.code_line.code)

    def work(self) -> Callable[[GoOn], None]:
        """Log in with the code."""
        code, profile_id = self.code_line.code, self.profile.id

        def log_in(_go_on: GoOn) -> None:
            self._log_in(profile_id, code)

        return log_in


def _reason(profile: Profile) -> str:
    host, user = host_of(profile), user_of(profile)
    who = tr("as {0} at {1}").format(user, host) if user else tr("at {0}").format(host)
    return tr(
        "Needed to log in {0}. Your authenticator app shows it: six to eight digits. It is not kept, "
        "and the login lasts until the cloud ends it."
    ).format(who)


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("CodePrompt", text)
