"""What the bytes of a job tell a printer to do, read strictly: an unknown command is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from drivers.receipts.characters import CODECS
from drivers.receipts.roll import PLAIN, Style

PAGES = {16: CODECS["CP1252"], 19: CODECS["CP858"]}
LINE = 30
"""Dots from one line to the next."""

ALIGNMENTS = ("left", "center", "right")


class BadJob(ValueError):
    """The bytes make no sense to the printers we know."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One line: its characters with their style, and where it stands."""

    cells: tuple[tuple[str, Style], ...]
    align: str


@dataclass(frozen=True, slots=True)
class Fed:
    """White of so many dots."""

    dots: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture: 1 is black, each row fills whole bytes."""

    row_bytes: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128: its data, dots per module, dots high, and where it stands."""

    data: bytes
    module: int
    height: int
    align: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper is cut."""


@dataclass(frozen=True, slots=True)
class Kick:
    """The drawer on that pin opens."""

    pin: int


Step = Printed | Fed | Picture | Bars | Cut | Kick


class _Reader:
    """Takes bytes one after the other; BadJob when they end too early."""

    def __init__(self, job: bytes) -> None:
        self._job, self.place = job, 0

    def more(self) -> bool:
        return self.place < len(self._job)

    def take(self, count: int) -> bytes:
        taken = self._job[self.place : self.place + count]
        if len(taken) < count:
            raise BadJob(f"the job ends in the middle of a command, at byte {self.place}")
        self.place += count
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def one_of(self, *allowed: int) -> int:
        value = self.byte()
        if value not in allowed:
            raise BadJob(f"byte {self.place - 1}: {value} is not among {allowed}")
        return value


def steps(job: bytes) -> Iterator[Step]:
    """The steps of a job in order; BadJob for unknown commands, unknown characters, an unfinished line."""
    yield from _Printer(job).steps()


class _Printer:
    """The state a printer keeps between commands."""

    def __init__(self, job: bytes) -> None:
        self._reader = _Reader(job)
        self._reset()

    def _reset(self) -> None:
        self._codec, self._style, self._align = "", PLAIN, "left"
        self._module, self._bar_height = 3, 162
        self._line: list[tuple[str, Style]] = []

    def steps(self) -> Iterator[Step]:
        reader = self._reader
        while reader.more():
            byte = reader.byte()
            if byte == 0x0A:
                yield Printed(tuple(self._line), self._align) if self._line else Fed(LINE)
                self._line = []
            elif byte == 0x1B:
                yield from self._escape()
            elif byte == 0x1C:
                reader.one_of(ord("."))
            elif byte == 0x1D:
                yield from self._group()
            else:
                self._line.append((self._character(byte), self._style))
        if self._line:
            raise BadJob("the last line is never printed")

    def _character(self, byte: int) -> str:
        if not self._codec:
            raise BadJob(f"byte {self._reader.place - 1}: text before a code page was chosen")
        if byte < 0x20 or byte == 0x7F:
            raise BadJob(f"byte {self._reader.place - 1}: unknown control character {byte:#04x}")
        try:
            return bytes([byte]).decode(self._codec)
        except UnicodeDecodeError as wrong:
            raise BadJob(f"byte {self._reader.place - 1}: {byte:#04x} is no character") from wrong

    def _escape(self) -> Iterator[Step]:
        reader = self._reader
        command = reader.take(1)
        if command == b"@":
            self._reset()
        elif command == b"R":
            reader.one_of(0)
        elif command == b"t":
            self._codec = PAGES[reader.one_of(*PAGES)]
        elif command == b"E":
            self._style = replace(self._style, bold=bool(reader.one_of(0, 1)))
        elif command == b"a":
            self._at_line_start(command)
            self._align = ALIGNMENTS[reader.one_of(0, 1, 2)]
        elif command == b"d":
            self._at_line_start(command)
            yield Fed(reader.byte() * LINE)
        elif command == b"J":
            self._at_line_start(command)
            yield Fed(reader.byte())
        elif command == b"p":
            pin = reader.one_of(0, 1)
            reader.take(2)
            yield Kick(5 if pin else 2)
        else:
            raise BadJob(f"byte {reader.place - 1}: unknown command ESC {command!r}")

    def _group(self) -> Iterator[Step]:
        reader = self._reader
        command = reader.take(1)
        if command == b"!":
            size = reader.byte()
            if size & 0x88:
                raise BadJob(f"byte {reader.place - 1}: no character has the size {size:#04x}")
            self._style = replace(self._style, wide=(size >> 4) + 1, high=(size & 7) + 1)
        elif command == b"B":
            self._style = replace(self._style, inverse=bool(reader.one_of(0, 1)))
        elif command == b"V":
            self._at_line_start(command)
            reader.one_of(0, 1)
            yield Cut()
        elif command == b"v":
            self._at_line_start(command)
            yield self._picture()
        elif command == b"h":
            self._bar_height = reader.byte()
        elif command == b"w":
            self._module = reader.one_of(2, 3, 4, 5, 6)
        elif command == b"H":
            reader.one_of(0)
        elif command == b"k":
            self._at_line_start(command)
            reader.one_of(ord("I"))
            yield Bars(reader.take(reader.byte()), self._module, self._bar_height, self._align)
        else:
            raise BadJob(f"byte {reader.place - 1}: unknown command GS {command!r}")

    def _picture(self) -> Picture:
        reader = self._reader
        reader.one_of(ord("0"))
        reader.one_of(0)
        row_bytes = int.from_bytes(reader.take(2), "little")
        height = int.from_bytes(reader.take(2), "little")
        return Picture(row_bytes, height, reader.take(row_bytes * height))

    def _at_line_start(self, command: bytes) -> None:
        """Real printers ignore or misplace these in the middle of a line."""
        if self._line:
            raise BadJob(f"byte {self._reader.place - 1}: {command!r} in the middle of a line")
