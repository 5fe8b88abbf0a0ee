"""Profiles for other programs."""

from collections.abc import Collection
from pathlib import Path

from launcher.services.profiles import ProfileBook
from launcher.storage.cloud_export import write_clouds_yaml


def export_clouds(book: ProfileBook, profile_ids: Collection[str], path: Path) -> None:
    """Write profiles as a ``clouds.yaml``, without their secrets and in the book's order.

    Raises:
        ProfileError: the file could not be written.
    """
    write_clouds_yaml([profile for profile in book.profiles if profile.id in profile_ids], path)
