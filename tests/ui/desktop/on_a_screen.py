"""The till in a window of its own on an X server, with hands on its keyboard."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from raw_keyboard import ENTER, RawKeyboard

HERE = Path(__file__).parent
PLACES = {sign: 10 + step for step, sign in enumerate("1234567890")} | {
    "b": 56,
    "o": 32,
    "l": 46,
    " ": 65,
    "*": 63,
}
PERSON = 70
"""A person's pause between two keys, in ms."""


class TillOnScreen:
    """The program, and what it told last."""

    def __init__(self, address: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        paths = [HERE.parents[2], HERE, HERE.parents[1] / "services"]
        given = os.environ | {
            "DISPLAY": address,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "QT_IM_MODULE": "compose",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
        }
        self._program = subprocess.Popen(
            [sys.executable, str(HERE / "till_on_screen.py"), str(folder / "shop.db")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=given | dict(environment or {}),
            cwd=HERE.parents[2],
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._keys = RawKeyboard(address)
        self.told: dict[str, Any] = {}
        self.until(lambda told: told["ready"] and told["focus"] != "", 30)

    def _listen(self) -> None:
        assert self._program.stdout
        for line in self._program.stdout:
            self._lines.put(line)

    def until(self, reached: Callable[[dict[str, Any]], object], seconds: float = 15) -> dict[str, Any]:
        """Listen until that was told; AssertionError with what was told instead."""
        end = time.monotonic() + seconds
        while not (self.told and reached(self.told)):
            try:
                self.told = json.loads(self._lines.get(timeout=max(end - time.monotonic(), 0.001)))
            except queue.Empty:
                raise AssertionError(self.told) from None
        return self.told

    def type(self, text: str) -> None:
        """Press the places of a text, and Enter."""
        for sign in text:
            self._keys.press(PLACES[sign], gap_ms=PERSON)
        self._keys.press(ENTER, gap_ms=PERSON)
        self._keys.done()

    def close(self) -> None:
        """End the program as its window does."""
        self._keys.close()
        assert self._program.stdin
        self._program.stdin.close()
        self._program.wait(20)
        self._listener.join(10)
        assert self._program.stdout
        self._program.stdout.close()
