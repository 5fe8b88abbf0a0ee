"""Clouds that want to see a certificate of the person's own."""

import ssl
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers
from launcher.model.errors import CloudUnreachableError, ProfileError
from launcher.model.profile import Profile
from tests.unit.cloud.authority import Authority
from tests.unit.cloud.replay import ReplayCloud, Reply


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def strict(authority: Authority) -> ssl.SSLContext:
    context = authority.server()
    context.load_verify_locations(authority.pem)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def servers(cloud: ReplayCloud, authority: Authority, **files: str) -> list[object]:
    cloud.script = lambda _: Reply(200, {"servers": []})
    auth = {"auth_url": cloud.auth_url, "user_id": "alice", "project_id": "demo"}
    profile = Profile(id="1", name="corp", auth=auth, cacert=str(authority.pem), **files)
    with closing(CloudConnection(profile, "secret")) as connection:
        return list(list_servers(connection))


def split(pair: Path) -> tuple[Path, Path]:
    """Return certificate and key of a file that holds both, each in a file of its own."""
    text = pair.read_text()
    middle = text.index("-----BEGIN CERTIFICATE")
    key, certificate = pair.with_suffix(".key"), pair.with_suffix(".crt")
    key.write_text(text[:middle])
    certificate.write_text(text[middle:])
    return certificate, key


def test_it_is_shown_from_one_file_or_from_two(authority: Authority) -> None:
    pair = authority.pair("alice.example")
    certificate, key = split(pair)
    with ReplayCloud(strict(authority)) as cloud:
        assert servers(cloud, authority, cert=str(pair)) == [()]
        assert servers(cloud, authority, cert=str(certificate), key=str(key)) == [()]


def test_without_one_the_cloud_lets_nobody_in(authority: Authority) -> None:
    with ReplayCloud(strict(authority)) as cloud, pytest.raises(CloudUnreachableError):
        servers(cloud, authority)


def test_a_key_that_is_locked_is_told_and_asks_nobody_at_the_terminal(authority: Authority) -> None:
    pair = authority.pair("alice.example")
    certificate, key = split(pair)
    unlocked = serialization.load_pem_private_key(key.read_bytes(), None)
    key.write_bytes(
        unlocked.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"a password"),
        )
    )
    with ReplayCloud(strict(authority)) as cloud, pytest.raises(ProfileError) as caught:
        servers(cloud, authority, cert=str(certificate), key=str(key))
    assert "is not a PEM file with a certificate and its unlocked key" in caught.value.trouble.what
    assert caught.value.trouble.next_step == "Correct cert and key in the profile."


def test_a_file_that_is_not_there_is_named(authority: Authority, tmp_path: Path) -> None:
    with ReplayCloud(strict(authority)) as cloud, pytest.raises(ProfileError, match="cannot be read"):
        servers(cloud, authority, cert=str(tmp_path / "missing.pem"))
