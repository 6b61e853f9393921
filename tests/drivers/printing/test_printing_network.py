"""A network printer that misbehaves: every paper comes out once, or is marked, and nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from printer_stories import CUT, MARKED, QUICK, Ear, body, empty, network, paper, started, troubled, until

from drivers.printing.marking import marked
from drivers.printing.simulator import Mode, TcpPrinter
from drivers.printing.worker import KICK
from ess_shop.domain.receipt_printer import PrintJob, ReceiptPrinter, Wire

Start = Callable[..., ReceiptPrinter]


@pytest.fixture
def device() -> Iterator[TcpPrinter]:
    device = TcpPrinter()
    yield device
    device.close()


@pytest.fixture
def start(device: TcpPrinter, tmp_path: Path) -> Iterator[Start]:
    """Starts printers on the device and one queue; closes them at the end."""
    made: list[ReceiptPrinter] = []

    def begin(*, drawer: bool = False) -> ReceiptPrinter:
        made.append(started(network(device.address, drawer=drawer), tmp_path / "queue"))
        return made[-1]

    yield begin
    for printer in made:
        printer.close()


def test_papers_come_out_in_order(device: TcpPrinter, start: Start) -> None:
    printer, papers = start(), [paper(number) for number in range(5)]
    for each in papers:
        printer.submit(each)
    empty(printer)
    assert device.jobs == [body(each) for each in papers]
    until(lambda: printer.state.wire is Wire.READY and not printer.state.printing)


def test_switched_off_and_on_again_the_queue_empties_unmarked(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.OFF)
    printer, papers = start(), [paper(number) for number in range(4)]
    for each in papers:
        printer.submit(each)
    troubled(printer, "printer_unreachable")
    assert printer.state.wire is Wire.UNREACHABLE
    assert [job.title for job in printer.waiting()] == [each.title for each in papers]
    device.switch(Mode.OK)
    empty(printer)
    assert device.jobs == [body(each) for each in papers]
    until(lambda: printer.state.trouble is None)


@pytest.mark.parametrize(
    ("mode", "code", "wire"),
    [
        (Mode.PAPER_OUT, "printer_paper_out", Wire.PAPER_OUT),
        (Mode.COVER_OPEN, "printer_cover_open", Wire.COVER_OPEN),
        (Mode.OFFLINE, "printer_offline", Wire.OFFLINE),
    ],
)
def test_a_printer_that_cannot_print_gets_nothing_until_it_can(
    device: TcpPrinter, start: Start, mode: Mode, code: str, wire: Wire
) -> None:
    device.switch(mode)
    printer = start()
    printer.submit(paper(1))
    troubled(printer, code)
    assert printer.state.wire is wire
    assert device.jobs == []
    device.switch(Mode.OK)
    empty(printer)
    assert device.jobs == [body(paper(1))]


def test_little_paper_is_told_and_printed_on(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.PAPER_LOW)
    printer = start()
    printer.submit(paper(1))
    empty(printer)
    assert (printer.state.wire, printer.state.trouble) == (Wire.PAPER_LOW, None)


def test_cut_off_in_the_middle_the_paper_comes_again_with_a_mark(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.RESET_MID_JOB)
    printer = start()
    printer.submit(paper(1, size=20_000))
    printer.submit(paper(2))
    empty(printer)
    first, second = paper(1, size=20_000), paper(2)
    assert device.jobs == [body(first)[:40] + MARKED + body(first), body(second)]
    assert "RÉIMPRESSION".encode("cp858") in MARKED


def test_a_silent_printer_that_used_to_answer_is_waited_for(device: TcpPrinter, start: Start) -> None:
    printer = start()
    printer.submit(paper(1))
    empty(printer)
    device.switch(Mode.SILENT)
    printer.submit(paper(2))
    troubled(printer, "printer_silent")
    assert printer.state.wire is Wire.UNKNOWN
    device.switch(Mode.OK)
    empty(printer)
    assert device.jobs == [body(paper(1)), body(paper(2))]


def test_its_silence_is_understood_after_a_restart_too(device: TcpPrinter, start: Start) -> None:
    before = start()
    before.submit(paper(1))
    empty(before)
    before.close()
    device.switch(Mode.SILENT)
    printer = start()
    printer.submit(paper(2))
    troubled(printer, "printer_silent")
    assert [job.marked for job in printer.waiting()] == [False]


def test_a_printer_that_never_answers_is_believed(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.MUTE)
    printer = start()
    printer.submit(paper(1))
    empty(printer)
    assert device.jobs == [body(paper(1))]
    assert printer.state.wire is Wire.UNKNOWN


def test_paper_that_runs_out_during_a_job_means_a_marked_reprint(device: TcpPrinter, start: Start) -> None:
    printer = start()
    until(lambda: printer.state.wire is Wire.READY)
    taken = device.take

    def take(data: bytes) -> bytes:
        answer = taken(data)
        if CUT in data and MARKED not in data:
            device.switch(Mode.PAPER_OUT)
        return answer

    device.take = take  # type: ignore[method-assign]
    printer.submit(paper(1))
    troubled(printer, "printer_paper_out")
    assert [job.marked for job in printer.waiting()] == [True]
    device.switch(Mode.OK)
    empty(printer)
    assert device.jobs == [body(paper(1)), MARKED + body(paper(1))]


def test_a_stalled_printer_holds_nobody_up(device: TcpPrinter, start: Start) -> None:
    printer = start()
    until(lambda: printer.state.wire is Wire.READY)
    device.switch(Mode.STALL)
    waits = []
    for number in range(10):
        begun = time.perf_counter()
        printer.submit(paper(number, size=100_000))
        waits.append(time.perf_counter() - begun)
        time.sleep(0.02)
    assert sorted(waits)[5] < 0.02
    assert max(waits) < 0.2
    begun = time.monotonic()
    printer.close()
    assert time.monotonic() - begun < 1
    assert not [each for each in threading.enumerate() if each.name == f"printer {device.address}"]
    assert len(printer.waiting()) == 10


def test_closed_in_the_middle_the_next_start_marks_what_was_begun(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.MUTE)
    printer = start()
    until(lambda: printer.state.wire is Wire.UNKNOWN and printer.state.waiting == 0)

    def stall(_data: bytes) -> bytes:
        device.switch(Mode.STALL)
        return b""

    device.take = stall  # type: ignore[method-assign]
    big = paper(1, size=20_000_000)
    printer.submit(big)
    until(lambda: printer.state.printing == big.title)
    time.sleep(0.2)
    printer.close()
    assert [job.marked for job in printer.waiting()] == [True]


def test_a_paper_that_is_never_confirmed_is_not_printed_for_ever(device: TcpPrinter, start: Start) -> None:
    printer = start()
    until(lambda: printer.state.wire is Wire.READY)
    taken = device.take

    def take(data: bytes) -> bytes:
        answer = taken(data)
        device.switch(Mode.PAPER_OUT if CUT in data else Mode.OK)
        return answer

    device.take = take  # type: ignore[method-assign]
    printer.submit(paper(1))
    troubled(printer, "printer_gave_up")
    assert len(device.jobs) == 1 + QUICK.reprints
    time.sleep(0.3)
    assert len(device.jobs) == 1 + QUICK.reprints
    device.take = taken  # type: ignore[method-assign]
    printer.retry_now()
    empty(printer)
    assert device.jobs[1:] == [MARKED + body(paper(1))] * (1 + QUICK.reprints)


def test_papers_of_two_threads_never_mix(device: TcpPrinter, start: Start) -> None:
    printer = start()

    def submit(first: int) -> None:
        for number in range(first, first + 10):
            printer.submit(paper(number, size=5_000))

    threads = [threading.Thread(target=submit, args=(first,)) for first in (100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    empty(printer, 20)
    numbers = [*range(100, 110), *range(200, 210)]
    assert sorted(device.jobs) == sorted(body(paper(number, size=5_000)) for number in numbers)


def test_a_paper_given_up_is_not_printed(device: TcpPrinter, start: Start) -> None:
    device.switch(Mode.PAPER_OUT)
    printer = start()
    for number in range(3):
        printer.submit(paper(number))
    printer.submit(paper(1))
    printer.cancel("job-1")
    printer.cancel("never heard of")
    device.switch(Mode.OK)
    printer.retry_now()
    empty(printer)
    assert device.jobs == [body(paper(0)), body(paper(2))]


def test_the_drawer_opens_at_once_and_only_where_there_is_one(device: TcpPrinter, start: Start) -> None:
    without = start()
    without.kick_drawer()
    without.submit(paper(1))
    empty(without)
    assert KICK not in device.printed
    without.close()
    printer = start(drawer=True)
    printer.kick_drawer()
    until(lambda: device.printed.endswith(KICK))


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.PAPER_OUT, Mode.STALL])
def test_a_drawer_that_could_not_open_never_opens_later(device: TcpPrinter, start: Start, mode: Mode) -> None:
    printer = start(drawer=True)
    until(lambda: printer.state.wire is Wire.READY)
    device.switch(mode)
    printer.kick_drawer()
    troubled(printer, "drawer_shut")
    device.switch(Mode.OK)
    until(lambda: printer.state.wire is Wire.READY)
    printer.submit(paper(1))
    empty(printer)
    assert KICK not in device.printed
    until(lambda: printer.state.trouble is None)


def test_listeners_hear_the_present_and_every_change(
    device: TcpPrinter, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    device.switch(Mode.COVER_OPEN)
    printer, ear = start(), Ear()

    def broken(_state: object) -> None:
        raise RuntimeError("a screen's mistake")

    printer.listen(broken)
    printer.listen(ear)
    until(lambda: bool(ear.states))
    printer.submit(paper(7))
    until(lambda: ear.states[-1].trouble is not None)
    assert ear.states[-1].waiting == 1
    told = len(ear.states)
    time.sleep(0.3)
    assert len(ear.states) == told, "the same trouble was told twice"
    device.switch(Mode.OK)
    until(lambda: ear.states[-1].waiting == 0 and ear.states[-1].wire is Wire.READY)
    assert paper(7).title in [state.printing for state in ear.states]
    assert ear.threads == {f"printer {device.address}"}
    assert "a listener failed" in caplog.text


def test_a_picture_that_broke_off_is_filled_up_before_the_mark() -> None:
    picture = b"\x1dv0\x00\x08\x00\x10\x00" + b"\x1dv0\x00\xff\xff\xff\xff" + b"\x55" * 120
    again = marked(picture + b"text", "CP858")
    assert again == b"\x00" * 128 + MARKED + picture + b"text"
    assert "RÉIMPRESSION".encode("cp1252") in marked(b"", "CP1252")


def test_a_name_that_is_no_file_name_is_refused(start: Start) -> None:
    with pytest.raises(ValueError, match="no id"):
        start().submit(PrintJob("../elsewhere", "x", b""))
