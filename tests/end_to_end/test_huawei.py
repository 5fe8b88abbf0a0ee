"""A cloud of Huawei's kind: no Nova, no password, and a double click to pixels all the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from launcher.app import Start
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.model.profile import Profile
from tests.end_to_end.hand import wait_until
from tests.end_to_end.stage import stage

SERVERS = 60
"""More than the 25 that such a cloud sends where nothing is said."""


@pytest.fixture
def cloud() -> Iterator[DemoCloud]:
    with DemoCloud(DemoOptions(servers=SERVERS, huawei=True)) as running:
        yield running


@pytest.mark.usefixtures("desktop")
def test_an_access_key_leads_from_the_list_to_remote_pixels(qapp: QApplication, cloud: DemoCloud) -> None:
    key = cloud.access.access_key
    auth = {"auth_url": cloud.auth_url, "access_key": key.id, "project_name": "production"}
    with stage(Start(), qapp) as on:
        porthole = on.porthole
        wait_until(lambda: porthole.runner.idle, "the profiles")
        porthole.book.add_guest(Profile(id="hw", name="huawei", auth_type="aksk", auth=auth), key.secret)
        porthole.show_profiles("hw")
        on.wait_for_servers(SERVERS)
        on.double_click("bastion")
    asked = [request.path for request in cloud.requests]
    assert not [path for path in asked if path.endswith("/auth/tokens")]
    assert asked[-1].endswith("/remote_console")
