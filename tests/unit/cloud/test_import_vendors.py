"""Vendor profiles: what they fill in, and that none is fetched before a person agreed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from launcher.cloud.imports import read_candidates
from tests.unit.cloud.import_files import KEYSTONE, PASSWORD, cloud, read
from tests.vendor_server import VendorServer, vendor_server


@pytest.fixture
def vendor() -> Iterator[VendorServer]:
    with vendor_server() as running:
        yield running


def test_a_vendors_profile_fills_in_what_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, cloud("profile: otc\nauth: {username: ada}"))
    addresses = {name: one.profile.auth_url for name, one in found.items() if one.profile}
    assert addresses == {
        "prod eu-de": "https://iam.eu-de.otc.t-systems.com/v3",
        "prod eu-nl": "https://iam.eu-nl.otc.t-systems.com/v3",
    }


def test_a_vendors_profile_may_be_the_persons_own(tmp_path: Path) -> None:
    vendors = f"public-clouds:\n  ours:\n    auth: {{auth_url: {KEYSTONE}}}\n    region_name: lab\n"
    one = read(tmp_path, cloud("profile: ours\nauth: {username: ada}"), vendors=vendors)["prod"]
    assert one.profile is not None
    assert (one.profile.auth_url, one.profile.region_name) == (KEYSTONE, "lab")


def test_an_address_without_a_scheme_is_repaired_and_told(tmp_path: Path) -> None:
    one = read(tmp_path, cloud("profile: otc-swiss\nauth: {username: ada, project_name: web}"))["prod"]
    assert one.profile is not None
    assert one.profile.auth_url == "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3"
    assert "Its auth_url had no scheme, so https:// was put before it." in one.notes


def test_a_vendors_address_is_not_fetched_unless_agreed(tmp_path: Path, vendor: VendorServer) -> None:
    text = cloud(f"profile: {vendor.address}/some/where\nauth: {{username: ada, project_name: web}}")
    vendor.answer = msgspec.json.encode({"name": "far", "profile": {"auth": {"auth_url": KEYSTONE}}})
    one = read(tmp_path, text)["prod"]
    assert vendor.paths == []
    assert one.profile is None
    assert one.address == f"{vendor.address}/some/where"
    (problem,) = one.problems
    assert f"127.0.0.1:{vendor.server_port}" in problem
    one = read(tmp_path, text, allowed=[one.address])["prod"]
    assert vendor.paths == ["/.well-known/openstack/api"]
    assert one.profile is not None
    assert one.profile.auth_url == KEYSTONE


def test_a_vendors_address_that_gives_nothing_is_told(tmp_path: Path, vendor: VendorServer) -> None:
    address = f"{vendor.address}/"
    one = read(tmp_path, cloud(f"profile: {address}\nauth: {{}}"), allowed=[address])["prod"]
    assert one.profile is None
    (problem,) = one.problems
    assert "could not be had from 127.0.0.1" in problem


@pytest.mark.parametrize("key", ["profile", "cloud"])
def test_a_vendor_that_is_shipped_and_is_an_address_is_not_fetched_either(tmp_path: Path, key: str) -> None:
    one = read(tmp_path, cloud(f"{key}: ovh\nauth: {{username: ada}}"))["prod"]
    assert one.profile is None
    assert one.address == "https://ovhcloud.com"


@pytest.mark.parametrize("address", ["'http://['", "//evil.example/x", "file://evil.example/etc/passwd"])
def test_an_address_that_is_none_of_the_webs_is_never_offered(tmp_path: Path, address: str) -> None:
    one = read(tmp_path, cloud(f"profile: {address}\nauth: {{username: ada}}"))["prod"]
    assert (one.profile, one.address) == (None, "")
    assert one.problems == ("Its vendor profile is no web address.",)


def test_a_vendor_that_nobody_knows_is_told(tmp_path: Path) -> None:
    one = read(tmp_path, cloud(f"profile: nobody\n{PASSWORD}"))["prod"]
    assert one.profile is not None
    assert one.problems == ("There is no vendor profile called nobody.",)


def test_a_vendor_whose_cloud_was_closed_is_told(tmp_path: Path) -> None:
    one = read(tmp_path, cloud("profile: ultimum\nauth: {username: ada}"))["prod"]
    assert one.profile is None
    assert "was closed" in one.problems[0]


def test_an_address_in_the_variables_is_not_fetched_either(
    vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OS_AUTH_URL", KEYSTONE)
    monkeypatch.setenv("OS_PROFILE", vendor.address)
    (one,) = read_candidates(None)
    assert vendor.paths == []
    assert (one.profile, one.address) == (None, vendor.address)
