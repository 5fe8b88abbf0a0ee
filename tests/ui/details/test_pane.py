"""The details pane against a real cloud on loopback: what is asked, when, and what a person sees of it."""

import json

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.web.record import Answer
from launcher.model.profile import ProfileColour
from launcher.model.server import Server, ServerStatus
from launcher.ui.details.part import PartState
from launcher.ui.details.value import WrappedText
from launcher.ui.profile_colours import shade
from launcher.ui.theme import apply_colour_scheme, muted
from tests.ui.details.parts import LEFT, Details, make_details

PARTS = {
    "identity": "show",
    "flavor": "show",
    "volumes": "os-volume_attachments",
    "security_groups": "os-security-groups",
    "actions": "os-instance-actions",
}


def test_without_a_server_it_says_what_to_do_and_asks_nothing(details: Details) -> None:
    details.widget.show_server(None)
    (words,) = [one for one in details.widget.findChildren(QLabel) if one.isVisible()]
    assert words.text() == "Choose a server to see what it is made of."
    assert details.asked() == []


def test_each_part_is_asked_for_when_it_is_opened_and_not_before(details: Details) -> None:
    details.choose("db-01")
    details.qtbot.waitUntil(lambda: not details.widget._settled.isActive())
    assert details.asked() == []
    for name, path in PARTS.items():
        details.cloud.forget_requests()
        details.click(name)
        details.wait_for(name)
        assert details.asked() == [path]
        details.click(name)
        assert not details.view(name).isVisible()


def test_what_was_asked_once_is_not_asked_again(details: Details) -> None:
    details.choose("db-01", "volumes")
    details.wait_for("volumes")
    details.click("volumes")
    details.click("volumes")
    assert details.rows("volumes")
    assert details.asked() == ["os-volume_attachments"]


def test_sections_that_show_one_part_share_one_request(details: Details) -> None:
    details.choose("web-01", "identity", "addresses", "labels")
    for name in ("identity", "addresses", "labels"):
        details.wait_for(name)
    assert details.asked() == ["show"]


def test_identity_and_addresses(details: Details) -> None:
    details.choose("web-01", "identity", "addresses")
    details.wait_for("identity")
    machine = next(one for one in details.cloud.servers() if one.name == "web-01")
    assert details.fact("identity", "Id") == machine.id
    assert details.fact("identity", "Status") == "Active"
    assert details.fact("identity", "Created") == f"{machine.created:%Y-%m-%d %H:%M:%S} UTC"
    assert details.fact("identity", "Profile") == "prod"
    assert details.fact("identity", "Project") == "production"
    assert details.fact("identity", "Project id") == machine.project_id
    assert details.fact("identity", "Host id")
    first, second = machine.addresses
    assert details.facts("addresses") == [("IPv4", first.ip), ("IPv6", second.ip), ("MAC", first.mac)]


def test_a_floating_address_is_called_so(details: Details) -> None:
    details.choose("bastion", "addresses")
    details.wait_for("addresses")
    assert [label for label, _ in details.facts("addresses")] == ["IPv4", "IPv4 floating", "MAC"]


def test_flavor_volumes_groups_labels_actions(details: Details) -> None:
    details.choose("db-01", "flavor", "volumes", "security_groups", "labels", "actions")
    for name in ("flavor", "volumes", "security_groups", "labels", "actions"):
        details.wait_for(name)
    assert details.facts("flavor")[1:] == [("vCPUs", "2"), ("RAM", "4 GiB"), ("Root disk", "40 GiB")]
    assert [label for label, _ in details.facts("volumes")] == ["/dev/vdb", "/dev/vdc"]
    said = [one.toPlainText() for one in details.rows("volumes")[0].findChildren(WrappedText)]
    assert "db-01-data-1 · 50 GiB · outlives the server" in said
    assert ("TCP 5432", "0.0.0.0/0") in details.facts("security_groups")
    assert details.fact("labels", "owner") == "db-team"
    ((label, request_id),) = details.facts("actions")
    assert label == "Create"
    assert request_id.startswith("req-")
    assert details.header("volumes").accessibleName() == "Volumes 2"


def test_what_there_is_none_of_is_said(details: Details) -> None:
    details.choose("web-01", "volumes")
    words = details.view("volumes").words
    details.qtbot.waitUntil(lambda: words.toPlainText() == "No volume is attached.")
    assert not details.rows("volumes")


def test_a_server_in_error_says_why_and_others_have_no_such_section(details: Details) -> None:
    details.choose("mail-01", "fault", "actions")
    details.wait_for("fault")
    assert "Failed to reboot" in details.fact("fault", "Message")
    details.wait_for("actions")
    assert [label for label, _ in details.facts("actions")] == ["Reboot", "Create"]
    details.choose("web-01", "fault")
    assert not details.widget.sections["fault"].isVisible()


def test_another_server_is_asked_for_what_is_open(details: Details) -> None:
    details.choose("db-01", "volumes")
    details.wait_for("volumes")
    details.cloud.forget_requests()
    details.widget.show_server(details.servers["mail-01"])
    assert not details.rows("volumes")
    details.wait_for("volumes")
    assert len(details.rows("volumes")) == 1
    assert details.asked() == ["os-volume_attachments"]
    assert details.widget.title.name.toPlainText() == "mail-01"


def test_the_arrow_keys_pass_many_servers_and_only_the_last_is_asked_for(
    qtbot: QtBot, cloud: DemoCloud
) -> None:
    with make_details(qtbot, cloud, settle=100) as details:
        details.choose("web-01", "identity")
        for name in ("web-02", "web-03", "db-01"):
            details.widget.show_server(details.servers[name])
        details.wait_for("identity")
        assert details.fact("identity", "Name") == "db-01"
        assert details.asked() == ["show"]


def test_an_answer_about_the_server_before_is_never_shown(details: Details) -> None:
    details.cloud.answer_next("GET", "os-volume", Answer(200, {}, b'{"volumeAttachments":[]}', delay=0.5))
    details.choose("web-01", "volumes")
    details.qtbot.waitUntil(lambda: details.widget.parts.volumes.state is PartState.LOADING)
    details.widget.show_server(details.servers["db-01"])
    details.wait_for("volumes")
    runner_is_done = details.widget.parts.volumes._runner
    details.qtbot.waitUntil(lambda: runner_is_done.idle)
    assert len(details.rows("volumes")) == 2


def test_a_hidden_pane_asks_nothing_and_loads_when_it_is_shown(details: Details) -> None:
    details.widget.hide()
    details.choose("db-01", "identity", "volumes", "console_log")
    details.qtbot.waitUntil(lambda: not details.widget._settled.isActive())
    assert details.asked() == []
    details.widget.show()
    details.wait_for("volumes")


def test_hiding_the_pane_and_closing_a_section_give_up_what_is_awaited(details: Details) -> None:
    late = Answer(200, {}, b'{"volumeAttachments":[]}', delay=0.5)
    details.cloud.answer_next("GET", "os-volume", late, times=2)
    volumes = details.widget.parts.volumes
    details.choose("db-01", "volumes")
    details.qtbot.waitUntil(lambda: volumes.state is PartState.LOADING)
    details.click("volumes")
    assert volumes.state is PartState.UNKNOWN
    details.click("volumes")
    assert volumes.state is PartState.LOADING
    details.widget.hide()
    assert volumes.state is PartState.UNKNOWN
    details.qtbot.waitUntil(lambda: volumes._runner.idle)
    assert volumes.value is None


def test_a_slow_answer_is_announced(details: Details) -> None:
    details.cloud.answer_next("GET", "os-volume", Answer(200, {}, b'{"volumeAttachments":[]}', delay=0.8))
    details.choose("db-01", "volumes")
    view = details.view("volumes")
    details.qtbot.waitUntil(view.progress.isVisible)
    assert view.words.toPlainText() == "Asking the cloud…"
    details.qtbot.waitUntil(lambda: not view.progress.isVisible())


@pytest.mark.parametrize(("name", "path"), PARTS.items())
def test_a_refusal_says_what_and_with_which_request_and_another_try_helps(
    details: Details, name: str, path: str
) -> None:
    body = json.dumps({"forbidden": {"code": 403, "message": "Policy doesn't allow it."}}).encode()
    answer = Answer(403, {"x-openstack-request-id": "req-77"}, body)
    details.cloud.answer_next("GET", r"/servers/[^/]+$" if path == "show" else path, answer)
    if name == "volumes":
        # A list that is refused is followed by a look at the server itself.
        details.cloud.answer_next("GET", r"/servers/[^/]+$", answer)
    details.choose("db-01", name)
    details.wait_for_refusal(name)
    refusal = details.view(name).refusal
    assert "may not" in refusal.what.toPlainText()
    assert not refusal.details.isVisible()
    details.qtbot.mouseClick(refusal.details_button, LEFT)
    assert "Request id: req-77" in refusal.details.toPlainText()
    assert "Server: db-01" in refusal.details.toPlainText()
    details.qtbot.mouseClick(refusal.copy_button, LEFT)
    assert "req-77" in QGuiApplication.clipboard().text()
    details.qtbot.mouseClick(refusal.retry_button, LEFT)
    details.wait_for(name)
    assert not refusal.isVisible()


def test_one_refusal_is_told_once_where_several_sections_wait_for_it(details: Details) -> None:
    details.cloud.stop_listening()
    details.choose("web-01", "identity", "addresses")
    details.wait_for_refusal("identity")
    assert not details.view("addresses").refusal.isVisible()
    assert details.view("addresses").words.toPlainText() == "Not known: see above."
    details.click("identity")
    assert details.view("addresses").refusal.isVisible()
    details.cloud.start_listening()
    details.qtbot.mouseClick(details.view("addresses").refusal.retry_button, LEFT)
    details.wait_for("addresses")


def test_a_server_that_is_gone_is_said_to_be(details: Details) -> None:
    details.cloud.delete_server(details.servers["web-01"].id)
    details.choose("web-01", "identity")
    details.wait_for_refusal("identity")
    assert "gone" in details.view("identity").refusal.what.toPlainText()


def test_a_pause_the_cloud_asks_for_is_told_and_kept(details: Details) -> None:
    details.cloud.answer_next("GET", "os-volume", Answer(429, {"Retry-After": "1"}))
    details.choose("db-01", "volumes")
    words = details.view("volumes").words
    details.qtbot.waitUntil(lambda: "asked again in 1 s" in words.toPlainText())
    details.wait_for("volumes")
    assert not words.isVisible()


def test_a_server_that_changed_is_looked_at_again_while_its_facts_stay(details: Details) -> None:
    details.choose("web-01", "identity")
    details.wait_for("identity")
    details.cloud.set_status(details.servers["web-01"].id, ServerStatus.SHUTOFF)
    changed = Server("prod", details.servers["web-01"].id, "web-01", ServerStatus.SHUTOFF)
    details.widget.show_server(changed)
    assert details.rows("identity")
    assert details.widget.title.state.toPlainText() == "Shut off · prod"
    details.qtbot.waitUntil(lambda: details.fact("identity", "Status") == "Shut off")


def test_the_same_server_again_asks_nothing(details: Details) -> None:
    details.choose("web-01", "identity")
    details.wait_for("identity")
    details.widget.show_server(details.servers["web-01"])
    assert details.asked() == ["show"]


@pytest.mark.parametrize("newest", ["2.1", "2.20"])
def test_an_older_cloud_tells_all_but_tags(qtbot: QtBot, newest: str) -> None:
    with DemoCloud(DemoOptions(max_microversion=newest)) as cloud, make_details(qtbot, cloud) as details:
        everything = ("identity", "addresses", "flavor", "volumes", "security_groups", "labels", "actions")
        details.choose("db-01", *everything)
        for name in everything:
            details.wait_for(name)
        assert details.fact("flavor", "vCPUs") == "2"
        assert "Tags" not in dict(details.facts("labels"))


def test_what_a_cloud_says_cannot_reorder_hide_or_break_anything(details: Details) -> None:
    shown = {
        "id": "x",
        "name": "web\u202e10-bew\x00<b>bold</b>",
        "status": "ACTIVE",
        "metadata": {"k\u200be\ny": "v\u2066\x1b[31mred"},
    }
    body = json.dumps({"server": shown}).encode()
    details.cloud.answer_next("GET", r"/servers/[^/]+$", Answer(200, {}, body))
    details.choose("web-01", "identity", "labels")
    details.wait_for("identity")
    assert details.fact("identity", "Name") == "web[U+202E]10-bew[U+0000]<b>bold</b>"
    assert details.facts("labels") == [("k[U+200B]e\ny", "v[U+2066][U+001B][31mred")]
    assert details.rows("labels")[0].value.height() >= details.widget.fontMetrics().height()


def test_everything_is_reached_by_keyboard(details: Details) -> None:
    qtbot = details.qtbot
    details.choose("db-01")
    header = details.header("identity")
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_Down)
    assert details.header("addresses").hasFocus()
    qtbot.keyClick(details.header("addresses"), Qt.Key.Key_Up)
    assert header.hasFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(header, key)
    assert not details.widget.sections["identity"].is_open
    qtbot.keyClick(header, Qt.Key.Key_Right)
    details.wait_for("identity")
    qtbot.keyClick(header, Qt.Key.Key_Tab)
    value = details.rows("identity")[0].value
    assert value.hasFocus()
    assert value.textCursor().selectedText() == "db-01"
    qtbot.keyClick(value, Qt.Key.Key_Tab)
    second = details.rows("identity")[1].value
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == details.servers["db-01"].id
    with qtbot.waitSignal(details.widget.left):
        qtbot.keyClick(second, Qt.Key.Key_Escape)


def test_a_value_is_copied_by_its_button_and_without_a_selection(details: Details) -> None:
    details.choose("db-01", "identity")
    details.wait_for("identity")
    name, server_id = details.rows("identity")[:2]
    assert not name.copy_button.isVisible()
    place = QPointF(1, 1)
    QApplication.sendEvent(name, QEnterEvent(place, place, place))
    details.qtbot.mouseClick(name.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == "db-01"
    details.qtbot.mouseClick(server_id.value.viewport(), LEFT)
    details.qtbot.keyClick(server_id.value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == details.servers["db-01"].id


def test_nothing_is_cut_off_in_a_narrow_pane(details: Details) -> None:
    details.widget.resize(300, 700)
    details.choose("db-01", "identity", "volumes", "actions")
    for name in ("identity", "volumes", "actions"):
        details.wait_for(name)
    rows = [row for name in ("identity", "volumes", "actions") for row in details.rows(name)]
    details.qtbot.waitUntil(lambda: all(fits(text) for row in rows for text in (row.label, row.value)))


def fits(text: WrappedText) -> bool:
    size, room = text.document().size(), text.viewport().size()
    return size.width() <= room.width() and size.height() <= room.height() + 1


def test_light_and_dark_are_followed_at_once(details: Details) -> None:
    details.choose("db-01", "identity")
    details.wait_for("identity")
    row = details.rows("identity")[0]
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    try:
        for scheme in ("dark", "light"):
            apply_colour_scheme(application, scheme)
            wanted = muted(application.palette())
            details.qtbot.waitUntil(lambda wanted=wanted: row.label.palette().text().color() == wanted)
            assert row.value.palette().text().color() == application.palette().text().color()
    finally:
        apply_colour_scheme(application, "system")


def test_which_sections_are_open_can_be_remembered(details: Details) -> None:
    details.widget.open_sections(["volumes", "labels", "no such section"])
    assert details.widget.open_names == ("volumes", "labels")


def test_the_way_to_close_it(details: Details) -> None:
    details.choose("db-01")
    with details.qtbot.waitSignal(details.widget.close_requested):
        details.qtbot.mouseClick(details.widget.title.close_button, LEFT)


def test_the_title_has_the_colour_of_the_servers_profile(details: Details) -> None:
    details.choose("web-01")
    title = details.widget.title
    found = shade(ProfileColour.TEAL, title.palette())
    assert found is not None

    def bar_is_seen() -> bool:
        image = title.grab().toImage()
        return any(image.pixelColor(x, image.height() // 2) == found for x in range(12))

    assert not bar_is_seen()
    details.book.set_colour("prod", ProfileColour.TEAL)
    details.choose("web-01")
    assert bar_is_seen()
