"""Real key events on an X server: scans and typing come out right on French, Belgian and Swiss keyboards."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from raw_keyboard import ALT_GR, CAPS_LOCK, ENTER, SHIFT, RawKeyboard, XServer

EAN, TICKET = "3760123456789", "C1-000123"
PLACES = {sign: 10 + step for step, sign in enumerate("1234567890-")} | {"c": 54}
HERE = Path(__file__).parent
KEYBOARDS = {"fr": ("fr",), "be": ("be",), "ch": ("ch", "de")}

# Places, what is held with them, and what the layout then writes.
TYPED = {
    "fr": ((24, 0, "a"), (25, 0, "z"), (11, 0, "é"), (20, 0, ")"), (10, SHIFT, "1"), (19, ALT_GR, "@")),
    "be": ((24, 0, "a"), (15, 0, "§"), (17, 0, "!"), (16, 0, "è"), (52, SHIFT, "W"), (11, ALT_GR, "@")),
    "ch": ((29, 0, "z"), (52, 0, "y"), (20, 0, "'"), (47, 0, "ö"), (10, SHIFT, "+"), (11, ALT_GR, "@")),
}


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    for program in ("Xvfb", "setxkbmap"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed on this machine")
    server = XServer()
    yield server
    server.close()


class Window:
    """The program under test, and what it told so far."""

    def __init__(self, display: str, *arguments: str) -> None:
        root = HERE.parents[2]
        given = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(root),
            "QT_IM_MODULE": "compose",
        }
        self._program = subprocess.Popen(
            [sys.executable, str(HERE / "scanned_window.py"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=given,
            cwd=root,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.scans: list[str] = []
        self.presses, self.field, self.platform = 0, "", ""
        self.until(lambda: bool(self.platform))

    def _listen(self) -> None:
        assert self._program.stdout
        for line in self._program.stdout:
            self._lines.put(line)

    def until(self, reached: Callable[[], bool], seconds: float = 10) -> None:
        """Listen until something was told; what was told so far decides when the time is over."""
        end = time.monotonic() + seconds
        while not reached() and (left := end - time.monotonic()) > 0:
            try:
                told = json.loads(self._lines.get(timeout=left))
            except queue.Empty:
                return
            self.scans += [told["scan"]] if "scan" in told else []
            self.presses += "pressed" in told
            self.field = told.get("field", self.field)
            self.platform = told.get("ready", self.platform)

    def settle(self) -> None:
        """Listen until nothing more comes."""
        self.until(lambda: False, 0.2)

    def close(self) -> None:
        assert self._program.stdin
        self._program.stdin.close()
        self._program.wait(10)
        self._listener.join(10)
        assert self._program.stdout
        self._program.stdout.close()


Keyboard = tuple[str, RawKeyboard, Window]


@pytest.fixture(params=KEYBOARDS)
def keyboard(request: pytest.FixtureRequest, server: XServer) -> Iterator[Keyboard]:
    server.layout(*KEYBOARDS[request.param])
    window, keys = Window(server.address), RawKeyboard(server.address)
    assert window.platform == "xcb"
    yield request.param, keys, window
    keys.close()
    window.close()


def scan(keys: RawKeyboard, code: str, gap_ms: int = 6) -> None:
    """Press the places of a code as an American scanner does."""
    for sign in code:
        keys.press(PLACES[sign.lower()], holding=SHIFT if sign.isupper() else 0, gap_ms=gap_ms)
    keys.press(ENTER, gap_ms=gap_ms)
    keys.done()


def test_scans_and_typing_on_a_real_keyboard(keyboard: Keyboard) -> None:
    name, keys, window = keyboard

    for gap_ms in (0, 6):
        scan(keys, EAN, gap_ms)
        time.sleep(0.1)
        scan(keys, TICKET, gap_ms)
        time.sleep(0.1)
    window.until(lambda: len(window.scans) == 4)
    window.settle()
    assert (window.scans, window.field, window.presses) == ([EAN, TICKET] * 2, "", 0)

    for place, holding, _ in TYPED[name]:
        keys.press(place, holding=holding, gap_ms=80)
    keys.done()
    expected = "".join(sign for _, _, sign in TYPED[name])
    window.until(lambda: window.field == expected)
    keys.press(ENTER, gap_ms=80)
    keys.done()
    window.until(lambda: window.presses == 1)
    window.settle()
    assert (window.field, window.presses, len(window.scans)) == (expected, 1, 4)

    keys.press(CAPS_LOCK, gap_ms=100)
    scan(keys, TICKET)
    keys.press(CAPS_LOCK, gap_ms=100)
    keys.done()
    window.until(lambda: len(window.scans) == 5)
    assert (window.scans[4:], window.field, window.presses) == ([TICKET], expected, 1)


@pytest.mark.parametrize("keyboard", ["fr"], indirect=True)
def test_accents_of_two_keys_keep_their_place(keyboard: Keyboard) -> None:
    _, keys, window = keyboard
    circumflex, e, t = 34, 26, 28
    for place in (t, circumflex, e, t):
        keys.press(place, gap_ms=10)
    keys.done()
    window.until(lambda: window.field == "têt")
    assert window.field == "têt"


@pytest.mark.parametrize("keyboard", ["fr"], indirect=True)
def test_a_key_held_down_repeats(keyboard: Keyboard) -> None:
    _, keys, window = keyboard
    keys.send(25, True)
    keys.send(25, False, 1200)
    keys.press(ENTER)
    keys.done()
    window.until(lambda: window.presses == 1)
    assert window.field == "z" * len(window.field)
    assert (len(window.field) > 5, window.presses, window.scans) == (True, 1, [])


def test_a_busy_window_hears_every_scan(server: XServer) -> None:
    server.layout("fr")
    window, keys = Window(server.address, "60"), RawKeyboard(server.address)
    codes = [f"376{number:010d}" for number in range(10)]
    for code in codes:
        scan(keys, code)
        time.sleep(0.05)
    window.until(lambda: len(window.scans) == len(codes))
    window.settle()
    keys.close()
    window.close()
    assert (window.scans, window.field, window.presses) == (codes, "", 0)


def test_a_busy_window_takes_no_person_for_a_scanner(server: XServer) -> None:
    server.layout("fr")
    window, keys = Window(server.address, "500"), RawKeyboard(server.address)
    for _ in range(8):
        keys.press(25, gap_ms=60)
    keys.press(ENTER, gap_ms=60)
    keys.done()
    window.until(lambda: window.presses == 1)
    keys.close()
    window.close()
    assert (window.scans, window.field, window.presses) == ([], "z" * 8, 1)
