"""The question for a secret that is missing or was refused."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from launcher.model.errors import (
    AuthenticationError,
    PortholeError,
    ProfileError,
    SecretError,
    SecretMissingError,
)
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, packed
from launcher.services.checks import AuthOption, chosen_methods, secret_options
from launcher.services.login_needs import missing_user
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.ui.notices import Remedy
from launcher.ui.profiles.login_prompt import LoginPrompt, host_of, user_of
from launcher.ui.profiles.methods import option_label, secret_label, secret_words
from launcher.ui.profiles.saving import GoOn
from launcher.ui.profiles.secret_field import KeepChoice, SecretLine
from launcher.ui.runner import TaskRunner


class SecretPrompt(LoginPrompt):
    """Asks for the secret of one profile, or for its several secrets; and who logs in, where nobody said.

    Attributes:
        secret_line: of the main secret.
        lines: all, by the names they are kept under.
    """

    def __init__(
        self,
        book: ProfileBook,
        runner: TaskRunner,
        profile: Profile,
        error: PortholeError | None = None,
        parent: QWidget | None = None,
    ) -> None:
        names = _secret_names(profile)
        title = secret_words(names[0])
        super().__init__(runner, profile, title, _reason(profile, error), parent)
        self._book = book
        self._user_option = missing_user(profile)
        self.user_line = QLineEdit(self)
        self.user_line.setVisible(self.asks_user)
        if self.asks_user:
            option = AuthOption(self._user_option, "", required=True, secret=False)
            self.form.add(option_label(option), self.user_line)
            self.user_line.textEdited.connect(self.show_complete)
        self.lines: dict[str, SecretLine] = {}
        for name in names:
            line = self.lines[name if self.lines else MAIN] = SecretLine(self)
            if len(self.lines) > 1:
                # One key leads to the first, or it would lead to none.
                line.show_button.setText(self.tr("Show"))
            line.edited.connect(self.show_complete)
            if len(names) > 1 and not isinstance(error, SecretMissingError):
                line.line.setPlaceholderText(self.tr("unchanged"))
            self.form.add(secret_label(profile.auth_type, name), line, focus=line.line)
        self.secret_line = self.lines[MAIN]
        self.keep = KeepChoice(book, runner, self, guest=book.is_guest(profile.id))
        self.form.add("", self.keep, focus=self.keep.box)
        self.arrange(self.user_line if self.asks_user else self.secret_line.line)

    @property
    def asks_user(self) -> bool:
        """Whether the profile does not say who logs in; it does when that was entered."""
        return bool(self._user_option)

    @property
    def complete(self) -> bool:
        """Whether any secret was typed: others may be kept."""
        return any(line.text for line in self.lines.values()) and bool(not self.asks_user or self._user)

    def work(self) -> Callable[[GoOn], None]:
        """Keep what was typed."""
        typed = packed({name: line.text for name, line in self.lines.items()})
        secret = NewSecret(typed, remember=self.keep.remember, beside=len(self.lines) > 1)

        def keep(_go_on: GoOn) -> None:
            self._book.enter_secret(self.profile.id, secret)

        auth = self.profile.auth | {self._user_option: self._user}
        whole = msgspec.structs.replace(self.profile, auth=auth)
        return (lambda go_on: self._book.save(whole, secret, go_on)) if self.asks_user else keep

    @property
    def _user(self) -> str:
        return self.user_line.text().strip()

    def remedies(self, error: PortholeError) -> tuple[Remedy, ...]:
        """Offer to do without a keyring that does not take it."""
        instead = Remedy(self.tr("Keep it for this run only"), self._keep_for_this_run)
        return (instead,) if isinstance(error, SecretError) else ()

    def done(self, result: int) -> None:
        """Close, and wait for nothing any more."""
        self.keep.stop()
        super().done(result)

    def _keep_for_this_run(self) -> None:
        self.keep.only_this_run()
        self.begin()


def _secret_names(profile: Profile) -> tuple[str, ...]:
    try:
        options = secret_options(profile.auth_type, chosen_methods(profile.auth))
    except ProfileError:  # its method is not installed here
        options = ()
    return tuple(option.name for option in options) or ("secret",)


def _reason(profile: Profile, error: PortholeError | None) -> str:
    host, user = host_of(profile), user_of(profile)
    who = tr("as {0} at {1}").format(user, host) if user else tr("at {0}").format(host)
    if isinstance(error, AuthenticationError):
        return tr(
            "The cloud refused the one it was given to log in {0}. "
            "It is not sent again before you enter another, or the same."
        ).format(who)
    if isinstance(error, SecretError) and not isinstance(error, SecretMissingError):
        return tr("Needed to log in {0}. {1}").format(who, error.trouble.what)
    return tr("Needed to log in {0}. None is kept yet.").format(who)


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("SecretPrompt", text)
