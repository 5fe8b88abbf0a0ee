"""What is wrong with a certificate, in plain words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from launcher.ui.console.certificate import Flaw, UntrustedCertificate

_NAMES_SHOWN = 3


def day(moment: datetime) -> str:
    """Return a day as this computer's language writes it."""
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)


def explanation(certificate: UntrustedCertificate, now: datetime) -> str:
    """Return everything that is wrong with a certificate, a sentence for each thing.

    Args:
        certificate: the engine names one flaw; a date that is over is wrong whatever it named.
        now: timezone-aware.
    """
    sentences = []
    if certificate.is_another:
        sentences.append(
            tr(
                "You trusted another certificate here before: this one was renewed, "
                "or somebody stands in between."
            )
        )
    if certificate.valid_until < now:
        sentences.append(tr("It expired on {0}.").format(day(certificate.valid_until)))
    elif certificate.valid_from > now:
        sentences.append(tr("It is valid from {0} on.").format(day(certificate.valid_from)))
    elif certificate.flaw is Flaw.DATE:
        sentences.append(tr("Its dates do not fit: check this computer's clock."))
    if certificate.flaw is not Flaw.DATE:
        sentences.append(_of_flaw(certificate))
    return " ".join(sentences)


def _of_flaw(certificate: UntrustedCertificate) -> str:
    match certificate.flaw:
        case Flaw.NAME:
            host = certificate.host.rpartition(":")[0]
            names = certificate.names or (certificate.subject,)
            more = ", …" if len(names) > _NAMES_SHOWN else ""
            return tr("It is for {0}, not for {1}.").format(", ".join(names[:_NAMES_SHOWN]) + more, host)
        case Flaw.AUTHORITY if certificate.self_signed:
            return tr("It vouches for itself, and nobody else does.")
        case Flaw.AUTHORITY:
            return tr("This computer does not know the authority that signed it.")
        case Flaw.REVOKED:
            return tr("Its authority has revoked it.")
        case Flaw.WEAK:
            return tr("Its signature or key is too weak to be believed.")
    return tr("The web engine says: {0}").format(certificate.reason)


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("CertificateWords", text)
