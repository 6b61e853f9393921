"""A serial scanner's codes arrive whole; unplugged it is told once, plugged in again it is back."""

from __future__ import annotations

import queue
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scanner_simulator import ScannerSimulator

from drivers.scanner.codes import LONGEST, Code, CodeReader, Garbage
from drivers.scanner.serial_scanner import CLOSE_SECONDS, STALE_SECONDS, ScannerState, SerialScanner

EAN, TICKET = "3760123456789", "C1-000123"

codes = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=LONGEST)


@given(st.lists(st.tuples(codes, st.sampled_from([b"\r", b"\n", b"\r\n", b"\t"]))), st.data())
def test_codes_come_whole_however_the_bytes_are_cut(
    sent: list[tuple[str, bytes]], data: st.DataObject
) -> None:
    stream = b"".join(code.encode() + end for code, end in sent)
    reader, found = CodeReader(), []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += reader.feed(stream[:size])
        stream = stream[size:]
    assert found == [Code(code) for code, _ in sent]
    assert not reader.unfinished


@given(st.binary(max_size=300))
def test_any_bytes_give_printable_codes_of_a_bearable_length(data: bytes) -> None:
    reader = CodeReader()
    for found in reader.feed(data):
        if isinstance(found, Code):
            assert found.text.isprintable()
            assert found.text.isascii()
            assert 0 < len(found.text) <= LONGEST
    reader.feed(b"\r")
    assert reader.feed(b"12345\r") == [Code("12345")]


def test_too_much_is_dropped_once_up_to_its_end() -> None:
    reader = CodeReader()
    found = [*reader.feed(b"9" * 200), *reader.feed(b"9" * 200 + b"\r" + EAN.encode() + b"\r")]
    assert [type(reading) for reading in found] == [Garbage, Code]


class Listener:
    """What a till hears of its scanner."""

    def __init__(self) -> None:
        self.codes: queue.Queue[str] = queue.Queue()
        self.states: queue.Queue[ScannerState] = queue.Queue()

    def state(self) -> ScannerState:
        return self.states.get(timeout=10)

    def code(self) -> str:
        return self.codes.get(timeout=10)

    @property
    def quiet(self) -> bool:
        return self.codes.empty() and self.states.empty()


@pytest.fixture
def device(tmp_path: Path) -> Iterator[ScannerSimulator]:
    device = ScannerSimulator(tmp_path)
    yield device
    device.pull_out()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def scanner(device: ScannerSimulator, listener: Listener) -> Iterator[SerialScanner]:
    scanner = SerialScanner(str(device.port), on_code=listener.codes.put, on_state=listener.states.put)
    yield scanner
    scanner.close()


@pytest.fixture
def ready(device: ScannerSimulator, scanner: SerialScanner, listener: Listener) -> SerialScanner:
    device.plug_in()
    scanner.start()
    assert listener.state() == ScannerState(
        True, "scanner_ready", "The scanner on {port} is ready.", {"port": str(device.port)}
    )
    return scanner


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t"], ids=["CR", "LF", "CRLF", "Tab"])
def test_codes_are_heard(
    ready: SerialScanner, device: ScannerSimulator, listener: Listener, end: bytes
) -> None:
    device.send(EAN.encode() + end + TICKET.encode() + end)
    assert [listener.code(), listener.code()] == [EAN, TICKET]
    assert listener.quiet


def test_pieces_are_joined(ready: SerialScanner, device: ScannerSimulator, listener: Listener) -> None:
    for piece in (b"3760", b"1234", b"56789", b"\r"):
        device.send(piece)
        time.sleep(0.15)
    assert listener.code() == EAN


@pytest.mark.parametrize(
    "garbage", [b"\x80\xff37\x00\r", b"7" * 65 + b"\r", b"376"], ids=["noise", "long", "no end"]
)
def test_garbage_is_told_and_dropped(
    ready: SerialScanner, device: ScannerSimulator, listener: Listener, garbage: bytes
) -> None:
    device.send(garbage)
    told = listener.state()
    assert (told.connected, told.code, told.facts["baud"]) == (True, "scanner_unreadable", 9600)
    device.send(EAN.encode() + b"\r")
    assert listener.code() == EAN
    assert listener.quiet


def test_pulled_out_it_is_told_once_and_comes_back(
    ready: SerialScanner, device: ScannerSimulator, listener: Listener
) -> None:
    device.send(b"376")
    time.sleep(STALE_SECONDS / 5)
    device.pull_out()
    gone = listener.state()
    assert (gone.connected, gone.code) == (False, "scanner_missing")
    assert str(device.port) in gone.sentence.format(**gone.facts)
    time.sleep(1)
    assert listener.quiet
    device.plug_in()
    assert listener.state().code == "scanner_ready"
    device.send(EAN.encode() + b"\r")
    assert listener.code() == EAN


def test_a_scanner_that_is_not_there_is_told_and_awaited(
    scanner: SerialScanner, device: ScannerSimulator, listener: Listener
) -> None:
    scanner.start()
    assert listener.state().code == "scanner_missing"
    device.plug_in()
    assert listener.state().code == "scanner_ready"


@pytest.mark.parametrize("plugged", [True, False])
def test_closing_is_quick_and_final(
    scanner: SerialScanner, device: ScannerSimulator, listener: Listener, plugged: bool
) -> None:
    if plugged:
        device.plug_in()
    scanner.start()
    listener.state()
    begun = time.monotonic()
    scanner.close()
    scanner.close()
    assert time.monotonic() - begun < CLOSE_SECONDS
    assert not any(thread.name == f"scanner {device.port}" for thread in threading.enumerate())
    if plugged:
        device.send(EAN.encode() + b"\r")
        time.sleep(0.2)
    assert listener.quiet


def test_a_speed_that_does_not_exist_is_refused(device: ScannerSimulator, listener: Listener) -> None:
    with pytest.raises(ValueError, match="9601"):
        SerialScanner(str(device.port), on_code=listener.codes.put, on_state=listener.states.put, baud=9601)


def test_closing_before_starting_is_nothing(scanner: SerialScanner) -> None:
    scanner.close()


def test_a_listener_that_fails_does_not_stop_the_scanner(
    device: ScannerSimulator, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(code: str) -> None:
        listener.codes.put(code)
        raise RuntimeError(code)

    device.plug_in()
    scanner = SerialScanner(str(device.port), on_code=failing, on_state=listener.states.put)
    scanner.start()
    listener.state()
    device.send(b"1\r2\r")
    assert [listener.code(), listener.code()] == ["1", "2"]
    scanner.close()
    assert caplog.text.count("was not heard") == 2


def test_a_code_is_heard_within_milliseconds(
    ready: SerialScanner, device: ScannerSimulator, listener: Listener
) -> None:
    waits = []
    for number in range(20):
        begun = time.perf_counter()
        device.send(f"376{number:010d}\r".encode())
        listener.code()
        waits.append(time.perf_counter() - begun)
        time.sleep(0.01)
    assert statistics.median(waits) < 0.02
