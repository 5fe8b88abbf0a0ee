"""Looking at everything at once."""

from collections.abc import Iterator, Sequence

from launcher.cloud.route import SystemProxy
from launcher.cloud.wire import Timeouts
from launcher.model.finding import Finding
from launcher.model.profile import Profile
from launcher.services.doctor.cloud import CloudExamination
from launcher.services.doctor.computer import folder_steps, keyring_steps, profile_findings
from launcher.services.doctor.examination import Examination
from launcher.services.doctor.screen import ScreenExamination
from launcher.services.profiles import ProfileBook

_CONNECT_SECONDS = 10.0
_REQUESTS = 3
"""A login can be three of them: what the cloud speaks, a token, and the projects where it has none."""


class Rounds:
    """All examinations; they run side by side from the moment this is made."""

    def __init__(
        self, book: ProfileBook, profiles: Sequence[Profile], patience: float, system_proxy: SystemProxy
    ) -> None:
        """Begin.

        Args:
            book: has the secrets.
            profiles: whose clouds to look at.
            patience: seconds to wait for each answer.
            system_proxy: knows the proxy where a profile names none.
        """
        timeouts = Timeouts(min(patience, _CONNECT_SECONDS), patience)
        self._computer = [
            Examination(steps, patience + 1)
            for steps in (folder_steps(), keyring_steps(), ScreenExamination(patience).steps)
        ]
        self._clouds = [
            (
                one,
                Examination(
                    CloudExamination(book, one, timeouts, system_proxy).steps, _REQUESTS * patience + 1
                ),
            )
            for one in profiles
        ]

    def of_computer(self) -> tuple[Finding, ...]:
        """Wait for what was found on this computer."""
        return tuple(found for one in self._computer for found in one.findings())

    def of_clouds(self) -> Iterator[tuple[Profile, tuple[Finding, ...]]]:
        """Wait for what was found for each profile, one after the other."""
        for profile, examination in self._clouds:
            yield profile, examination.findings()


__all__ = ["Rounds", "profile_findings"]
