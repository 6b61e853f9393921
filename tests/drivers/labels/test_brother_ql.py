"""Labels on a Brother QL: its jobs read strictly and scanned, its answers understood, sent every way."""

from __future__ import annotations

from pathlib import Path

import pytest
from label_data import OWN, PAGE, Seen, label, read_image
from PIL import ImageOps
from ql_reader import BadJob, read_job

from drivers.labels import rolls
from drivers.labels.brother_ql import MEDIA, STATUS_REQUEST, job, picture, read_status, send
from drivers.printing.file import FileTransport
from drivers.printing.network import NetworkTransport
from drivers.printing.simulator import TcpPrinter
from drivers.printing.transport import Patience, Transport
from drivers.printing.usb_port import UsbTransport
from ess_shop.errors import DeviceTrouble, NotFound
from ess_shop.wording import speaking

FR = speaking("fr")
media = pytest.mark.parametrize("name", MEDIA)


def status(*, kind: int = 0x0B, width: int = 62, length: int = 29, **errors: int) -> bytes:
    """An answer as the command reference has it."""
    answer = bytearray(32)
    answer[:8] = b"\x80\x20B4800\x00"
    answer[8], answer[9] = errors.get("first", 0), errors.get("second", 0)
    answer[10], answer[11], answer[14], answer[17] = width, kind, 0x3F, length
    return bytes(answer)


@media
def test_every_label_of_a_job_is_read_back(name: str, tmp_path: Path) -> None:
    medium = MEDIA[name]
    pages = read_job(job([label(number) for number in (1, 2, 3)], medium, FR))
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert page.roll == (medium.width, medium.length)
        seen = read_image(page.picture, tmp_path)
        assert seen == [Seen("EAN-13", OWN.barcode(number))]


@media
def test_the_label_lies_on_the_roll_as_it_was_painted(name: str) -> None:
    medium = MEDIA[name]
    [page] = read_job(job([label(address=PAGE, second_hand=True)], medium, FR))
    painted = picture(label(address=PAGE, second_hand=True), medium, FR).convert("L")
    expected = painted.rotate(90, expand=True) if medium.turned else painted
    assert page.picture.tobytes() == expected.tobytes()


@pytest.mark.parametrize("name", ["62", "29x90"])
def test_the_qr_code_is_read_back(name: str, tmp_path: Path) -> None:
    [page] = read_job(job([label(address=PAGE)], MEDIA[name], FR))
    assert Seen("QR-Code", PAGE) in read_image(page.picture, tmp_path)


@media
def test_no_ink_touches_the_edge_whatever_the_names(name: str) -> None:
    long = label(text="Ébène " * 200, member="Coopérative " * 20, story="Histoire " * 50, address=PAGE)
    painted = ImageOps.invert(picture(long, MEDIA[name], FR).convert("L"))
    left, top, right, bottom = painted.getbbox() or (0, 0, 0, 0)
    assert min(left, top, painted.width - right, painted.height - bottom) >= 2


def test_the_reader_refuses_what_a_printer_would() -> None:
    good = job([label()], MEDIA["62x29"], FR)
    assert read_job(good)
    for bad in (good[1:], good[:-1], good + b"\x00", good.replace(b"g\x00\x5a", b"g\x00\x59", 1)):
        with pytest.raises(BadJob):
            read_job(bad)


def test_no_labels_are_no_job() -> None:
    with pytest.raises(ValueError, match="without labels"):
        job([], MEDIA["62"], FR)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (0x01, 0, "ql_empty"),
        (0x02, 0, "ql_empty"),
        (0x04, 0, "ql_cutter"),
        (0, 0x10, "ql_open"),
        (0, 0x01, "ql_roll"),
        (0, 0x40, "ql_feed"),
        (0, 0x80, "ql_trouble"),
        (0x80, 0, "ql_trouble"),
    ],
)
def test_what_keeps_it_from_printing_is_said(first: int, second: int, code: str) -> None:
    read = read_status(status(first=first, second=second))
    assert read.trouble is not None
    assert read.trouble.code == code
    assert FR.error(read.trouble) != str(read.trouble)


def test_the_roll_is_recognised() -> None:
    assert read_status(status()).medium == MEDIA["62x29"]
    assert read_status(status(kind=0x0A, length=0)).medium == MEDIA["62"]
    assert read_status(status(width=29, length=90)).medium == MEDIA["29x90"]
    assert read_status(status(width=17, length=54)).medium is None
    assert read_status(status()).trouble is None


@pytest.mark.parametrize("wrong", [b"", b"\x12", bytes(32), status()[:31]])
def test_other_bytes_are_no_status(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="no status"):
        read_status(wrong)


class Wired(Transport):
    """A printer on a wire that answers as it is told, in pieces."""

    def __init__(self, answer: bytes) -> None:
        super().__init__("test", reply=0.2)
        self.answer, self.got = answer, b""
        self._waiting: list[bytes] = []

    def _open(self, _patience: Patience, /) -> None:
        self._waiting = []

    def _write(self, data: bytes, _patience: Patience, /) -> int:
        if data == STATUS_REQUEST:
            self._waiting = [self.answer[:10], self.answer[10:]]
        else:
            self.got += data
        return len(data)

    def _read(self, _patience: Patience, /) -> bytes:
        return self._waiting.pop(0) if self._waiting else b""

    def _close(self) -> None:
        self._waiting = []


def test_a_printer_that_is_ready_gets_the_job() -> None:
    written = job([label()], MEDIA["62x29"], FR)
    for answer in (status(), b"", status()[:20]):
        wire = Wired(answer)
        send(wire, written, MEDIA["62x29"])
        assert wire.got == written


@pytest.mark.parametrize(
    ("answer", "code"), [(status(second=0x10), "ql_open"), (status(width=29, length=90), "ql_roll")]
)
def test_a_printer_that_is_not_ready_gets_nothing(answer: bytes, code: str) -> None:
    wire = Wired(answer)
    with pytest.raises(DeviceTrouble) as trouble:
        send(wire, job([label()], MEDIA["62x29"], FR), MEDIA["62x29"])
    assert trouble.value.code == code
    assert wire.got == b""


def test_jobs_go_by_file(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    rolls.print_on_roll(str(device), [label()], "62×29", FR)
    assert len(read_job(device.read_bytes())) == 1


def test_jobs_go_over_the_network() -> None:
    printer = TcpPrinter()
    try:
        rolls.print_on_roll(printer.address, [label(), label(2)], "80", FR)
        assert len(printer.jobs) == 2
        written = len(printer.printed)
        rolls.print_on_roll(printer.address, [label()], "62", FR)
        sent = bytes(printer.printed[written:]).removeprefix(STATUS_REQUEST)
        assert len(read_job(sent)) == 1
    finally:
        printer.close()
    with pytest.raises(DeviceTrouble) as trouble:
        rolls.print_on_roll(printer.address, [label()], "62", FR)
    assert trouble.value.code == "label_printer_unreachable"
    assert "puis relancez" in FR.error(trouble.value)


def test_the_way_there_is_told_by_the_address() -> None:
    assert isinstance(rolls.transport_to("04f9:209b"), UsbTransport)
    assert isinstance(rolls.transport_to("/dev/usb/lp0"), FileTransport)
    assert isinstance(rolls.transport_to("192.168.1.20:9100"), NetworkTransport)
    assert isinstance(rolls.transport_to("etiquettes.local"), NetworkTransport)


def test_an_unknown_roll_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="62, 62x29, 29x90, 58, 80"):
        rolls.print_on_roll(str(tmp_path / "lp0"), [label()], "12", FR)
    assert not (tmp_path / "lp0").exists()
