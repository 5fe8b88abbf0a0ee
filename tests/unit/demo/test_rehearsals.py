"""What tests of others lean on: recorded requests, answers laid ready, going away and coming back."""

import time

import pytest
import requests

from launcher.demo.web.record import Answer
from launcher.model.server import ServerStatus


def test_requests_are_remembered_as_they_came(cloud, client):
    cloud.forget_requests()
    client.nova("GET", "/servers/detail?limit=2&name=a&name=b", "2.6")
    client.nova("GET", "/servers/unknown")
    first, second = cloud.requests
    assert (first.method, first.path, first.status) == ("GET", "/compute/v2.1/servers/detail", 200)
    assert first.query == {"limit": ["2"], "name": ["a", "b"]}
    assert first.microversions == ("compute 2.6", "2.6")
    assert (second.status, second.microversions) == (404, (None, None))


def test_an_answer_laid_ready_is_given_as_often_as_wanted(cloud, client):
    busy = Answer(429, {"Retry-After": "7"}, b"slow down")
    cloud.answer_next("GET", "servers/detail", busy, times=2)
    assert client.nova("GET", "/servers").status_code == 200
    answers = [client.nova("GET", "/servers/detail") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert (answers[0].headers["Retry-After"], answers[0].text) == ("7", "slow down")
    assert [request.status for request in cloud.requests][-3:] == [429, 429, 200]


def test_an_answer_may_go_by_the_query(cloud, client):
    cloud.answer_next("GET", "marker=", Answer(503))
    first = client.names("?limit=1")
    assert client.nova("GET", "/servers?marker=x").status_code == 503
    assert client.names("?limit=1") == first


def test_a_connection_can_be_cut_before_or_within_an_answer(cloud, client):
    cloud.answer_next("GET", "/servers", Answer(cut=True))
    with pytest.raises(requests.ConnectionError):
        client.nova("GET", "/servers")
    assert cloud.requests[-1].status == 0
    cloud.answer_next("GET", "/servers", Answer(body=b'{"servers": [', cut=True))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.nova("GET", "/servers")


def test_a_status_nobody_knows(cloud, client):
    cloud.answer_next("GET", "/servers", Answer(799))
    answer = client.nova("GET", "/servers")
    assert (answer.status_code, answer.reason) == (799, "Unknown")


def test_closing_the_cloud_does_not_wait_for_a_late_answer(make_cloud, make_client):
    cloud = make_cloud(servers=1)
    client = make_client(cloud)
    cloud.answer_next("GET", "/servers", Answer(delay=60))
    with pytest.raises(requests.Timeout):
        client.get(f"{cloud.compute_url}/servers", timeout=0.1)
    began = time.monotonic()
    cloud.stop()
    assert time.monotonic() - began < 5


def test_a_cloud_that_went_away_comes_back_as_it_was(cloud, client):
    before = client.names()
    cloud.stop_listening()
    with pytest.raises(requests.ConnectionError):
        client.nova("GET", "/servers")
    cloud.start_listening()
    assert client.names() == before


def test_a_change_of_a_server_is_seen_at_once(cloud, client, server_id):
    web_02 = server_id(cloud, "web-02")
    cloud.set_status(web_02, ServerStatus.REBUILD, "rebuilding")
    shown = client.nova("GET", f"/servers/{web_02}").json()["server"]
    assert (shown["status"], shown["OS-EXT-STS:task_state"]) == ("REBUILD", "rebuilding")
    with pytest.raises(KeyError):
        cloud.set_status("no-such-server", ServerStatus.ACTIVE)


def test_a_project_that_is_none_has_no_servers(cloud):
    assert cloud.servers("nowhere") == []
    assert cloud.servers("sandbox") == []
