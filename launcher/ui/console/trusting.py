"""What a profile trusts, brought into its file, and from there to its open consoles."""

from contextlib import suppress

from shiboken6 import isValid

from launcher.model.errors import PortholeError, ProfileError
from launcher.services.profiles import ProfileBook
from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.tab import ConsoleTab
from launcher.ui.runner import TaskRunner


class Trusting:
    """Writes a person's trust down; what cannot be written holds for this time."""

    def __init__(self, book: ProfileBook, runner: TaskRunner) -> None:
        self._book = book
        self._runner = runner

    def take_in(self, tab: ConsoleTab) -> None:
        """Let a console's next link follow what its profile says by now."""
        # A profile that was removed meanwhile leaves its open consoles as they were.
        with suppress(ProfileError):
            profile = self._book.get(tab.profile.id)
            tab.view.use_profile(profile)
            tab.course.ends_with_link = profile.sessions_end_with_link

    def trust(self, tab: ConsoleTab, certificate: UntrustedCertificate) -> None:
        """Let the profile of a console trust a certificate, then connect."""

        def waits() -> bool:
            return isValid(tab) and not tab.closed and tab.course.certificate is certificate

        def done(_nothing: None) -> None:
            if waits():
                self.take_in(tab)
                tab.go_on()

        def failed(error: PortholeError) -> None:
            if waits():
                tab.view.trust(certificate)
                tab.go_on()
                tab.complain(error)

        profile_id, trusted = tab.profile.id, certificate.trusted
        self._runner.run(lambda _task: self._book.trust(profile_id, trusted), done=done, failed=failed)
