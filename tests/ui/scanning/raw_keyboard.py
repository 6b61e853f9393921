"""An X server without a screen, and a keyboard that presses places on it, not signs."""

from __future__ import annotations

import ctypes
import os
import subprocess
from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p

SHIFT, CAPS_LOCK, ALT_GR, ENTER = 50, 66, 108, 36


class XServer:
    """Xvfb on a free display; `address` is what DISPLAY wants."""

    def __init__(self, width: int = 800, height: int = 600) -> None:
        reading, writing = os.pipe()
        screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *screen], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.address = f":{told.readline().strip()}"

    def layout(self, *names: str) -> None:
        """Set the computer's keyboard: layout and variant, as setxkbmap calls them."""
        subprocess.run(["setxkbmap", "-display", self.address, *names], check=True)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


class RawKeyboard:
    """Real key events by their places (XTest)."""

    def __init__(self, address: str) -> None:
        self._x11, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = c_void_p
        self._x11.XOpenDisplay.argtypes = [c_char_p]
        self._x11.XSync.argtypes = [c_void_p, c_int]
        self._x11.XCloseDisplay.argtypes = [c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._display = self._x11.XOpenDisplay(address.encode())
        assert self._display, address

    def send(self, place: int, down: bool, after_ms: int = 0) -> None:
        """Have the server move a key; it keeps the pauses itself, which a busy machine cannot stretch."""
        self._test.XTestFakeKeyEvent(self._display, place, down, after_ms)

    def press(self, place: int, *, holding: int = 0, gap_ms: int = 0) -> None:
        """One key down and up behind a pause, with another one held if given."""
        if holding:
            self.send(holding, True, gap_ms // 2)
        self.send(place, True, gap_ms - gap_ms // 2 if holding else gap_ms)
        self.send(place, False)
        if holding:
            self.send(holding, False)

    def done(self) -> None:
        """Wait until the server has pressed everything."""
        self._x11.XSync(self._display, 0)

    def close(self) -> None:
        self._x11.XCloseDisplay(self._display)
