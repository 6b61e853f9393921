"""Keyboard scanners in the window: their bursts become `scanned`, everything else is typed as it was.

`Wedge` looks at keys where they reach a window, before any widget or shortcut sees them; shortcuts made of
one sign fire when that sign turns out to be typed. Keys sent straight to a widget, as tests may do, are not
looked at.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.scanning.burst import Burst, WedgeSettings
from ui.desktop.scanning.layouts import Key

_Type = QEvent.Type
_KEYS = frozenset({_Type.ShortcutOverride, _Type.KeyPress, _Type.KeyRelease})
_INTERRUPTIONS = frozenset(
    {_Type.MouseButtonPress, _Type.TouchBegin, _Type.TabletPress, _Type.InputMethod, _Type.WindowDeactivate}
)
"""What must find every earlier key typed. InputMethod is how accents made of two keys arrive."""

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_QUIET = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr})
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_PLACES_FROM = {"xcb": 0, "wayland": 0, "wayland-egl": 0, "windows": -8}
"""How each system numbers the places of the main keys, from X11's numbers; the others do not tell."""


class Wedge(QObject):
    """An event filter on the whole application; `scanned` says each code at its end key."""

    scanned = Signal(str)

    def __init__(self, settings: WedgeSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst = Burst(settings)
        self._held: list[tuple[QKeyEvent, _Focus]] = []
        self._typing: deque[tuple[QKeyEvent, _Focus]] = deque()
        self._focus = _Focus(None)
        self._down_in_scan: set[int] = set()
        self._first_place = _PLACES_FROM.get(QGuiApplication.platformName())
        self._waiting = _once(self, self._waited)
        # A busy window finds its keys waiting behind the timer: this one fires when none is left.
        self._drained = _once(self, self._nobody_scans)

    def install(self, application: QCoreApplication) -> None:
        """Begin to look at the application's keys."""
        application.installEventFilter(self)

    def remove(self, application: QCoreApplication) -> None:
        """Stop looking; what was held is typed."""
        self._nobody_scans()
        application.removeEventFilter(self)

    def change(self, settings: WedgeSettings) -> None:
        """Go on with other settings; what was held is typed."""
        self._nobody_scans()
        self._burst = Burst(settings)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that a scanner may have pressed; True keeps an event from going further."""
        kind = event.type()
        if kind in _KEYS:
            return isinstance(event, QKeyEvent) and isinstance(watched, QWindow) and self._key(watched, event)
        if self._held and kind in _INTERRUPTIONS:
            self._nobody_scans()
        return False

    def _key(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.type() == _Type.KeyRelease:
            return self._released(window, event)
        quiet = event.key() in _QUIET
        if event.type() == _Type.ShortcutOverride:
            return not quiet and self._overrides(event)
        self._down_in_scan.discard(_place(event))
        return self._held_too(window, event) if quiet else self._pressed(window, event)

    def _overrides(self, event: QKeyEvent) -> bool:
        """Whether shortcuts are kept from a key; those they may have find the earlier keys typed."""
        if self._burst.takes(self._read(event)):
            event.accept()
            return True
        self._nobody_scans()
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        verdict = self._burst.key(self._read(event))
        if verdict.replay:
            self._type_held()
        if verdict.fate == "hold":
            self._hold(window, event)
            self._drained.stop()
            self._waiting.start(self._burst.patience_ms)
        elif verdict.fate == "swallow":
            self._swallow(event)
            if verdict.scan:
                self.scanned.emit(verdict.scan)
        return verdict.fate != "pass"

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        if _place(event) in self._down_in_scan:
            self._down_in_scan.discard(_place(event))
            return True
        return self._held_too(window, event)

    def _held_too(self, window: QWindow, event: QKeyEvent) -> bool:
        """Releases, Shift and the like decide nothing, and keep their place among held keys."""
        if self._held:
            self._hold(window, event)
        return bool(self._held)

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        receiver = _receiver(window)
        if self._focus.thing is not receiver:
            self._focus = _Focus(receiver)
        self._held.append((_copy(event), self._focus))

    def _swallow(self, end: QKeyEvent) -> None:
        """Forget what was held, except releases of keys that went down before."""
        self._stop_waiting()
        held, self._held = self._held, []
        down = {_place(end)}
        for event, focus in held:
            if event.type() == _Type.KeyPress:
                down.add(_place(event))
            elif _place(event) in down:
                down.discard(_place(event))
            else:
                self._typing.append((event, focus))
        self._down_in_scan |= down
        self._type_held()

    def _waited(self) -> None:
        self._drained.start(0)

    def _nobody_scans(self) -> None:
        self._burst.pause()
        self._type_held()

    def _type_held(self) -> None:
        """Type the held keys where the focus was; a window opened by one of them gets the rest in turn."""
        self._stop_waiting()
        self._typing.extend(self._held)
        self._held = []
        while self._typing:
            event, focus = self._typing.popleft()
            receiver = focus.thing or QGuiApplication.focusObject()
            if receiver is not None:
                QCoreApplication.sendEvent(receiver, event)

    def _stop_waiting(self) -> None:
        self._waiting.stop()
        self._drained.stop()

    def _read(self, event: QKeyEvent) -> Key:
        modifiers = event.modifiers()
        told = self._first_place is not None and event.nativeScanCode() > 0
        return Key(
            at=event.timestamp() or time.monotonic_ns() // 1_000_000,
            place=event.nativeScanCode() - (self._first_place or 0) if told else 0,
            text=event.text(),
            ends=event.key() in _ENDS,
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            plain=not modifiers & _CHORDS,
            repeats=event.isAutoRepeat(),
        )


class _Focus:
    """Who had the focus, forgotten when it is destroyed."""

    def __init__(self, thing: QObject | None) -> None:
        self.thing = thing
        if thing is not None:
            thing.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self.thing = None


def _receiver(window: QWindow) -> QObject | None:
    """Whom a window gives its keys, as QWidgetWindow decides."""
    grabber: QWidget | None = QWidget.keyboardGrabber()
    popup: QWidget | None = QApplication.activePopupWidget()
    in_popup: QWidget | None = popup.focusWidget() if popup is not None else None
    return grabber or in_popup or popup or window.focusObject()


def _copy(event: QKeyEvent) -> QKeyEvent:
    """The event again; what `QKeyEvent.clone` makes is never freed (PySide6 6.12)."""
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _place(event: QKeyEvent) -> int:
    return event.nativeScanCode() or event.key()


def _once(parent: Wedge, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(then)
    return timer
