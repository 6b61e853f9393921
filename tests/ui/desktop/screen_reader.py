"""A screen reader's ears: what a program says of itself on the accessibility bus (AT-SPI)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text"
ROOT = "/org/a11y/atspi/accessible/root"
FOCUSED = 12
"""ATSPI_STATE_FOCUSED."""


class PrivateBus:
    """A session of its own, so that nobody's real one is touched; `address` is what programs are given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        config = folder / "bus.conf"
        config.write_text(_CONFIG.format(folder=folder))
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"XDG_RUNTIME_DIR": str(folder)},
        )
        assert self._process.stdout
        self.address = self._process.stdout.readline().strip()

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to speak to readers here."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "XDG_RUNTIME_DIR": str(self._folder),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_ACCESSIBILITY": "1",
        }

    def close(self) -> None:
        """End the session and everything that it started."""
        self._process.terminate()
        self._process.wait(10)
        assert self._process.stdout
        self._process.stdout.close()


_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><standard_session_servicedirs />
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@dataclass(frozen=True)
class Heard:
    """One thing as it is read aloud; `more` is what is said when one asks for help."""

    bus: str
    path: str
    name: str
    role: str
    focused: bool
    more: str


class Reader:
    """Asks the accessibility bus."""

    def __init__(self, session: str) -> None:
        asked = open_dbus_connection(session)
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        self._bus = open_dbus_connection(_answer(asked, new_method_call(launcher, "GetAddress"))[0])
        asked.close()

    def close(self) -> None:
        """Listen no longer."""
        self._bus.close()

    def programs(self) -> list[tuple[str, str]]:
        """(bus name, path) of every program that speaks."""
        return self._children("org.a11y.atspi.Registry", ROOT)

    def until_speaks(self, seconds: float = 20) -> tuple[str, str]:
        """The first program that speaks; AssertionError if none does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.programs():
                return found[0]
            time.sleep(0.1)
        raise AssertionError("nobody speaks on the accessibility bus")

    def everything(self, bus: str, path: str) -> Iterator[Heard]:
        """A thing and all that is in it, in the order in which it is read."""
        yield self.heard(bus, path)
        for child in self._children(bus, path):
            yield from self.everything(*child)

    def heard(self, bus: str, path: str) -> Heard:
        """One thing."""
        at = DBusAddress(path, bus, ACCESSIBLE)
        role = _answer(self._bus, new_method_call(at, "GetRoleName"))[0]
        low, _high = _answer(self._bus, new_method_call(at, "GetState"))[0]
        name = _answer(self._bus, Properties(at).get("Name"))[0][1].replace("\N{NO-BREAK SPACE}", " ")
        more = _answer(self._bus, Properties(at).get("Description"))[0][1]
        return Heard(bus, path, name, role, bool(low >> FOCUSED & 1), more)

    def _children(self, bus: str, path: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = _answer(
            self._bus, new_method_call(DBusAddress(path, bus, ACCESSIBLE), "GetChildren")
        )[0]
        return found

    def text(self, thing: Heard) -> str:
        """What is written in it."""
        call = new_method_call(DBusAddress(thing.path, thing.bus, TEXT), "GetText", "ii", (0, -1))
        return str(_answer(self._bus, call)[0])


def _answer(bus: DBusConnection, call: Any) -> Any:
    answer = bus.send_and_get_reply(call, timeout=20)
    assert answer.header.message_type is MessageType.method_return, answer.body
    return answer.body
