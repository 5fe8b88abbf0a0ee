"""Which files a reading of clouds is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConfigFiles:
    """Files that belong together.

    Attributes:
        clouds: path of a ``clouds.yaml``.
        secure: path of the ``secure.yaml`` that is laid over it, or None.
        vendors: path of a ``clouds-public.yaml`` with vendor profiles, or None.
    """

    clouds: str | None
    secure: str | None = None
    vendors: str | None = None
