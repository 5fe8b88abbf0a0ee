from launcher.model.server import Server, ServerKey, ServerStatus


def test_a_status_of_tomorrow_is_unknown_not_an_error() -> None:
    assert ServerStatus("TELEPORTING") is ServerStatus.UNKNOWN


def test_every_status_has_words_without_underscores() -> None:
    assert ServerStatus.SHUTOFF.words == "Shut off"
    assert ServerStatus.ACTIVE.words == "Active"
    assert not [one.words for one in ServerStatus if "_" in one.words or one.words.isupper()]


def test_a_server_is_named_by_profile_and_id() -> None:
    server = Server("prod", "1", "web", ServerStatus.ACTIVE, task_state="powering-off")
    assert server.key == ServerKey("prod", "1")
    assert server.task_words == "powering off"


def test_a_task_that_says_no_more_than_the_status_is_not_repeated() -> None:
    states = {
        (ServerStatus.HARD_REBOOT, "rebooting_hard"): "Rebooting (hard)",
        (ServerStatus.MIGRATING, "migrating"): "Migrating",
        (ServerStatus.SHUTOFF, "powering-on"): "Shut off · powering on",
        (ServerStatus.ACTIVE, ""): "Active",
    }
    assert {
        (status, task): Server("p", "1", "n", status, task).state_words for status, task in states
    } == states
