"""The question whether a certificate is to be trusted."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from launcher.ui.console.certificate import UntrustedCertificate
from launcher.ui.console.certificate_words import day, explanation
from launcher.ui.console.pages import FaceWithFacts
from launcher.ui.face import FaceContent
from launcher.ui.notices import Remedy
from launcher.ui.text import visible


class TrustPage(FaceWithFacts):
    """A certificate to compare, before anybody trusts it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_below(self.facts)

    def show_certificate(
        self, certificate: UntrustedCertificate, profile_name: str, *remedies: Remedy
    ) -> None:
        """Ask about a certificate; the first remedy is the default, and refuses."""
        question = self.tr(
            "Compare the fingerprint with the one {0}'s operators publish. Nothing was sent yet."
        ).format(profile_name)
        self.show_content(
            FaceContent(
                self.tr("The certificate of {0} is not trusted").format(certificate.host),
                f"{explanation(certificate, datetime.now(UTC))} {question}",
                remedies,
            )
        )
        self.facts.setText(self._lines(certificate))

    def _lines(self, certificate: UntrustedCertificate) -> str:
        days = self.tr("{0} to {1}").format(day(certificate.valid_from), day(certificate.valid_until))
        half = len(certificate.fingerprint) // 2 + 1
        facts = {
            self.tr("Host"): certificate.host,
            self.tr("Issued to"): certificate.subject,
            self.tr("Issued by"): certificate.issuer,
            self.tr("Valid"): days,
            self.tr("SHA-256"): certificate.fingerprint[:half],
            "": certificate.fingerprint[half:],
        }
        width = max(len(name) for name in facts)
        return "\n".join(f"{name:<{width}}  {visible(value)}" for name, value in facts.items())
