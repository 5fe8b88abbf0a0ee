"""From double click to URL when warm: how many requests, and our cost over a bare ``requests.post``.

Run: ``python -m tests.benchmarks.double_click``. Both are timed in turn within one run, against a
demo cloud in a process of its own; requests are counted in a second run within one process.
"""

import statistics
import sys
import time
from collections.abc import Callable

import requests

from launcher.cloud.connection import CloudConnection
from launcher.cloud.servers import list_servers
from launcher.demo.cloud import DemoCloud
from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoAccess, DemoProcess
from launcher.model.profile import Profile
from launcher.model.server import ServerStatus
from launcher.services.broker import ConsoleBroker
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

ROUNDS = 300
