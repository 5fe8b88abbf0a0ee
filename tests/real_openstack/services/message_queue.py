"""The queue between Nova's parts, in a process of its own, and the oslo.messaging driver that talks to it.

    python message_queue.py 127.0.0.1:5672 PASSWORD

RabbitMQ would bring Erlang and a daemon of the system's. What Nova asks of it here is little: boxes that keep
messages in their order until somebody takes them, whether anybody listens or not.
"""

import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from functools import cached_property
from multiprocessing.managers import BaseManager
from uuid import uuid4

import oslo_messaging
from oslo_messaging._drivers import base, common
from oslo_serialization import jsonutils

_PATIENCE = 1.0
"""Seconds a listener waits for a message before it looks whether it is to stop."""


class Boxes:
    """Named boxes with the messages in them, oldest first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._boxes: dict[str, deque[str]] = defaultdict(deque)

    def open(self, box: str) -> None:
        with self._changed:
            self._boxes.setdefault(box, deque())

    def put(self, box: str, message: str) -> None:
        with self._changed:
            self._boxes[box].append(message)
            self._changed.notify_all()

    def put_everywhere(self, beginning: str, message: str) -> None:
        with self._changed:
            for name, box in self._boxes.items():
                if name.startswith(beginning):
                    box.append(message)
            self._changed.notify_all()

    def take(self, names: Sequence[str], seconds: float | None) -> str | None:
        """Return the oldest message of the first box that has one; None when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: any(self._boxes.get(name) for name in names), seconds)
            return next((self._boxes[name].popleft() for name in names if self._boxes.get(name)), None)

    def throw_away(self, box: str) -> None:
        with self._changed:
            self._boxes.pop(box, None)


class Office(BaseManager):
    """Where the boxes are; its proxies survive the forks of nova-novncproxy."""


def _office(host: str, port: int, password: str, boxes: Callable[[], Boxes] | None = None) -> Office:
    Office.register("boxes", boxes, exposed=("open", "put", "put_everywhere", "take", "throw_away"))
    return Office(address=(host, port), authkey=password.encode())


class Driver(base.BaseDriver):
    """What ``transport_url = boxes://nova:PASSWORD@127.0.0.1:5672/`` stands for."""

    def __init__(self, conf, url, default_exchange=None, allowed_remote_exmods=None) -> None:
        super().__init__(conf, url, default_exchange, allowed_remote_exmods)
        (self._where,) = url.hosts

    @cached_property
    def _boxes(self) -> Boxes:
        office = _office(self._where.hostname, self._where.port, self._where.password)
        office.connect()
        return office.boxes()

    def send(self, target, ctxt, message, wait_for_reply=None, timeout=None, **_other):
        reply_box = f"reply.{uuid4()}" if wait_for_reply else None
        letter = jsonutils.dumps([ctxt, message, reply_box])
        if target.fanout:
            self._boxes.put_everywhere(f"{target.topic}@", letter)
        else:
            self._boxes.put(_address(target), letter)
        if reply_box is None:
            return None
        answer = self._boxes.take([reply_box], timeout)
        self._boxes.throw_away(reply_box)
        if answer is None:
            raise oslo_messaging.MessagingTimeout(f"no answer from {_address(target)} within {timeout} s")
        reply, failure = jsonutils.loads(answer)
        if failure:
            raise common.deserialize_remote_exception(failure, self._allowed_remote_exmods)
        return reply

    def send_notification(self, target, ctxt, message, version, retry=None) -> None:
        """Nobody listens to notifications here."""

    def listen(self, target, batch_size, batch_timeout):
        listener = Listener(self._boxes, [_address(target), target.topic])
        return base.PollStyleListenerAdapter(listener, batch_size, batch_timeout)

    def listen_for_notifications(self, *_arguments):
        raise NotImplementedError

    def cleanup(self) -> None:
        """Nothing is kept open."""


class Listener(base.PollStyleListener):
    """Takes what comes for one server of a topic, or for any."""

    def __init__(self, boxes: Boxes, names: list[str]) -> None:
        super().__init__()
        self._boxes, self._names = boxes, names
        self._stopped = threading.Event()
        for name in names:
            boxes.open(name)

    @base.batch_poll_helper
    def poll(self, timeout: float | None = None):
        end = None if timeout is None else time.monotonic() + timeout
        while not self._stopped.is_set() and (end is None or time.monotonic() < end):
            letter = self._boxes.take(self._names, _PATIENCE)
            if letter is not None:
                return Incoming(self._boxes, *jsonutils.loads(letter))
        return None

    def stop(self) -> None:
        self._stopped.set()


class Incoming(base.RpcIncomingMessage):
    """A message, and the box where its answer is waited for."""

    def __init__(self, boxes: Boxes, ctxt: dict, message: dict, reply_box: str | None) -> None:
        super().__init__(ctxt, message)
        self._boxes, self._reply_box = boxes, reply_box

    def reply(self, reply=None, failure=None) -> None:
        if self._reply_box is not None:
            told = common.serialize_remote_exception(failure) if failure else None
            self._boxes.put(self._reply_box, jsonutils.dumps([reply, told]))

    def requeue(self) -> None:
        raise NotImplementedError

    def heartbeat(self) -> None:
        """Callers wait as long as they said."""


def _address(target: oslo_messaging.Target) -> str:
    return f"{target.topic}@{target.server}" if target.server else target.topic


def main() -> None:
    address, password = sys.argv[1:]
    host, _, port = address.rpartition(":")
    boxes = Boxes()
    _office(host, int(port), password, lambda: boxes).get_server().serve_forever()


if __name__ == "__main__":
    main()
