"""Telling a scanner's burst of keys from a person's typing, by time alone and without Qt.

A scanner presses its keys a few milliseconds apart and ends with Enter or Tab; nobody types six characters
that fast. Keys are held until it is clear who pressed them: the next key or a pause decides. A scanner
programmed to press a prefix first is believed at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ess_shop.domain.scanner import LAYOUTS
from ui.desktop.scanning.layouts import Key, decoded

PREFIX_PATIENCE_MS = 250
"""How far apart keys may be after a prefix, which slow wireless scanners need."""

LONGEST_GAP_MS = 200
"""A typed key would come later than a person bears."""

Fate = Literal["hold", "pass", "swallow"]


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """How keyboard scanners are told from people.

    `gap_ms` is the longest pause inside a burst and so the longest wait of a typed key, `shortest` the fewest
    characters (2 or more) of a code guessed by time, `prefix` the one sign a scanner is programmed to press
    first ("" for none), `layout` how the scanner is set (one of LAYOUTS). ValueError if wrong.
    """

    gap_ms: int = 35
    shortest: int = 6
    prefix: str = ""
    layout: str = "auto"

    def __post_init__(self) -> None:
        bearable = 1 <= self.gap_ms <= LONGEST_GAP_MS and self.shortest >= 2
        if not bearable or len(self.prefix) > 1 or self.layout not in LAYOUTS:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done, in this order: type the keys of `replay`, deal with the new key, tell the `scan`.

    The new key is held for later, passed on at once, or swallowed as part of a scan together with
    all that was held.
    """

    fate: Fate
    replay: tuple[Key, ...] = ()
    scan: str = ""


class Burst:
    """The keys that are held because a scanner may have pressed them."""

    def __init__(self, settings: WedgeSettings) -> None:
        self.settings = settings
        self._held: list[Key] = []
        self._prefixed = False
        self._scan_ended: int | None = None

    @property
    def holding(self) -> bool:
        """Whether keys wait for a decision."""
        return bool(self._held)

    @property
    def patience_ms(self) -> int:
        """After how long a pause `pause` is to be called, counted from the last key held."""
        return max(PREFIX_PATIENCE_MS, self.settings.gap_ms) if self._prefixed else self.settings.gap_ms

    def takes(self, key: Key) -> bool:
        """Whether `key` would be held or swallowed; changes nothing."""
        return self._fate(key) != "pass"

    def key(self, key: Key) -> Verdict:
        """Decide on a key that went down."""
        fate = self._fate(key)
        if fate == "swallow":
            return self._swallowed(key)
        self._scan_ended = None
        if fate == "pass":
            return Verdict("pass", self.pause())
        goes_on = self._goes_on(key)
        begins = self._is_prefix(key) and not (self._prefixed and goes_on)
        replay = self.pause() if begins or not goes_on else ()
        self._prefixed = self._prefixed or begins
        self._held.append(key)
        return Verdict("hold", replay)

    def pause(self) -> tuple[Key, ...]:
        """Nobody scans: hand back what was held, in its order, to be typed."""
        held, self._held, self._prefixed = tuple(self._held), [], False
        return held

    def _fate(self, key: Key) -> Fate:
        if key.ends and key.plain:
            return "swallow" if self._completes(key) or self._trails(key) else "pass"
        # X11 takes a sign that a fast scanner doubles for a key held down; a person's repeats begin late.
        if key.repeats and not self._goes_on(key):
            return "pass"
        writes = key.plain and len(key.text) == 1 and key.text.isprintable()
        return "hold" if writes or self._is_prefix(key) else "pass"

    def _goes_on(self, key: Key) -> bool:
        return bool(self._held) and 0 <= key.at - self._held[-1].at <= self.patience_ms

    def _completes(self, key: Key) -> bool:
        enough = 2 if self._prefixed else self.settings.shortest
        return self._goes_on(key) and len(self._held) >= enough

    def _trails(self, key: Key) -> bool:
        """A second end key right behind a scan, of scanners that send both Enter and Tab."""
        ended = self._scan_ended
        return not self._held and ended is not None and 0 <= key.at - ended <= self.settings.gap_ms

    def _is_prefix(self, key: Key) -> bool:
        prefix = self.settings.prefix
        if not prefix or key.plain:
            return bool(prefix) and prefix in (key.text, key.american)
        # A control character as prefix (STX) comes as a letter with Ctrl.
        return prefix == key.text and not prefix.isprintable()

    def _swallowed(self, end: Key) -> Verdict:
        keys = self._held[1:] if self._prefixed else self._held
        self._scan_ended = end.at
        scan = decoded(keys, self.settings.layout) if keys else ""
        self.pause()
        return Verdict("swallow", scan=scan)
