"""Letters leave once: past servers that are away, refuse, break off, or fall silent at the last moment."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mail_stories import (
    MARIE,
    QUICK,
    BareServer,
    Ear,
    MailServer,
    addresses_in,
    free_port,
    letter,
    settings,
    troubled,
    until,
)

from drivers.mail.pace import Pace, Patience
from drivers.mail.postman import Postman
from drivers.mail.wire import ended
from ess_shop.domain.mail import MailSettings
from ess_shop.errors import Refused, StorageTrouble

Start = Callable[..., Postman]


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts posts on one queue; closes them at the end."""
    made: list[Postman] = []

    def begin(arranged: MailSettings, pace: Pace = QUICK) -> Postman:
        made.append(Postman(arranged, tmp_path / "mail", pace=pace))
        return made[-1]

    yield begin
    for post in made:
        post.close()


def test_a_letter_arrives_as_it_was_written(server: MailServer, start: Start, tmp_path: Path) -> None:
    post = start(settings(server.port))
    sent = letter(1)
    post.submit(sent)
    until(lambda: not post.waiting())
    (found,) = server.letters
    assert server.clerk.recipients == [MARIE]
    assert found["To"] == MARIE
    assert found["From"] == "Boutique « L’Été » <caisse@boutique.example>"
    assert found["Subject"] == sent.subject
    assert found["Message-ID"] == "<letter-1@boutique.example>"
    assert found["Date"].datetime == sent.at
    body = found.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == sent.text
    (paper,) = found.iter_attachments()
    assert (paper.get_content(), paper.get_filename(), paper.get_content_type()) == (
        sent.paper,
        "C1-000001.pdf",
        "application/pdf",
    )
    assert addresses_in(tmp_path) == []


def test_while_nobody_is_there_letters_wait_and_then_leave_in_order(
    server: MailServer, start: Start, tmp_path: Path
) -> None:
    server.stop()
    post, ear = start(settings(server.port)), Ear()
    post.listen(ear)
    begun = time.monotonic()
    for number in (0, 1, 1, 2):
        post.submit(letter(number))
    assert time.monotonic() - begun < 1
    troubled(post, "mail_unreachable")
    assert [waiting.title for waiting in post.waiting()] == ["C1-000000", "C1-000001", "C1-000002"]
    assert len(addresses_in(tmp_path)) == 3
    server.start()
    post.retry_now()
    until(lambda: not post.waiting())
    assert [found["Message-ID"][:9] for found in server.letters] == ["<letter-0", "<letter-1", "<letter-2"]
    until(lambda: post.state.trouble is None)
    until(lambda: ear.states[-1] == post.state)
    assert addresses_in(tmp_path) == []


def test_an_unknown_server_is_told(start: Start) -> None:
    post = start(MailSettings("nowhere.invalid", 25, sender="a@b.example"))
    post.submit(letter(1))
    troubled(post, "mail_unknown_server")


def test_what_waits_outlives_the_program(server: MailServer, start: Start) -> None:
    server.stop()
    post = start(settings(server.port))
    post.submit(letter(1))
    troubled(post, "mail_unreachable")
    post.close()
    server.start()
    again = start(settings(server.port))
    until(lambda: not again.waiting())
    assert [found["Message-ID"] for found in server.letters] == ["<letter-1@boutique.example>"]


def test_a_letter_that_is_not_wanted_just_now_lets_the_others_pass(server: MailServer, start: Start) -> None:
    server.clerk.recipient = "450 4.2.1 grey, come back later"
    post = start(settings(server.port), Pace(delays=(60,), patience=QUICK.patience))
    post.submit(letter(1))
    troubled(post, "mail_not_now")
    server.clerk.recipient = ""
    post.submit(letter(2))
    until(lambda: len(post.waiting()) == 1)
    assert post.waiting()[0].id == "letter-1"
    post.retry_now()
    until(lambda: not post.waiting())
    assert [found["Message-ID"][:9] for found in server.letters] == ["<letter-2", "<letter-1"]


def test_waits_grow(start: Start) -> None:
    post = start(settings(free_port()), Pace(delays=(0.05, 0.4, 60), patience=QUICK.patience))
    post.submit(letter(1))
    moments: list[float] = []
    until(lambda: len(post.waiting()) == 1)
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        if len(moments) < post._server.failures:
            moments.append(time.monotonic())
        time.sleep(0.005)
    assert len(moments) == 3
    assert moments[2] - moments[1] > 0.35 > moments[1] - moments[0]


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_what_is_refused_for_good_is_told_and_forgotten(
    server: MailServer, start: Start, tmp_path: Path, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    setattr(server.clerk, where, f"550 5.1.1 <{MARIE}> nobody here")
    post = start(settings(server.port))
    post.submit(letter(1))
    until(lambda: post.state.lost)
    (lost,) = post.state.lost
    assert (lost.id, lost.trouble.code) == ("letter-1", "mail_refused")
    assert "C1-000001" in str(lost.trouble)
    assert "550 5.1.1 … nobody here" in str(lost.trouble)
    assert not post.waiting()
    assert addresses_in(tmp_path) == []
    assert "marie" not in "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("mail.")
    )
    post.read("letter-1")
    assert post.state.lost == ()
    time.sleep(0.3)
    assert server.letters == []


def test_a_sender_who_may_not_send_keeps_the_letter(server: MailServer, start: Start) -> None:
    server.clerk.sender = "550 you may not"
    post = start(settings(server.port))
    post.submit(letter(1))
    troubled(post, "mail_sender_refused")
    assert len(post.waiting()) == 1
    server.clerk.sender = ""
    until(lambda: not post.waiting())


def test_a_stranger_who_may_not_relay_is_asked_to_log_in(server: MailServer, start: Start) -> None:
    server.clerk.recipient = "554 5.7.1 Relay access denied"
    post = start(settings(server.port))
    post.submit(letter(1))
    troubled(post, "mail_login_wanted")
    assert len(post.waiting()) == 1


def test_the_server_asks_everybody_to_wait(server: MailServer, start: Start) -> None:
    server.clerk.sender = "421 too many"
    post = start(settings(server.port))
    post.submit(letter(1))
    troubled(post, "mail_busy")
    server.clerk.sender = ""
    until(lambda: not post.waiting())
    assert len(server.letters) == 1


def test_a_server_that_hangs_holds_nobody_up(start: Start) -> None:
    bare = BareServer("greeting")
    post = start(settings(bare.port), Pace(delays=(60,), patience=Patience(answer=0.3)))
    begun = time.monotonic()
    post.submit(letter(1))
    assert time.monotonic() - begun < 0.2
    troubled(post, "mail_unreachable")
    bare.close()


def test_closing_does_not_wait_for_a_server_that_hangs(start: Start) -> None:
    bare = BareServer("greeting")
    post = start(settings(bare.port), Pace(patience=Patience(answer=3)))
    post.submit(letter(1))
    until(lambda: bare.visits == 1)
    begun = time.monotonic()
    post.close()
    assert time.monotonic() - begun < 1
    bare.close()
    until(lambda: not post._thread.is_alive())
    assert len(post.waiting()) == 1


def test_cut_off_in_the_middle_it_is_sent_again_by_itself(server: MailServer, start: Start) -> None:
    bare = BareServer("middle")
    post = start(settings(bare.port), Pace(delays=(0.2,), patience=QUICK.patience))
    post.submit(letter(1, paper=b"%PDF" + b"x" * 20_000_000))
    troubled(post, "mail_cut_off")
    (waiting,) = post.waiting()
    assert not waiting.unsure
    assert b"\r\n.\r\n" not in bare.data
    bare.close()
    post.arrange(settings(server.port))
    until(lambda: not post.waiting())
    (found,) = server.letters
    assert found["Message-ID"] == "<letter-1@boutique.example>"


def test_silent_at_the_last_moment_a_person_decides(server: MailServer, start: Start, tmp_path: Path) -> None:
    bare = BareServer("end")
    post = start(settings(bare.port), Pace(delays=(0.05,), patience=Patience(answer=2, taken=0.3)))
    post.submit(letter(1))
    until(lambda: any(waiting.unsure for waiting in post.waiting()))
    assert bare.data.endswith(b"\r\n.\r\n")
    bare.close()
    post.arrange(settings(server.port))
    post.retry_now()
    post.submit(letter(2))
    until(lambda: len(server.letters) == 1)
    time.sleep(0.3)
    assert [found["Message-ID"][:9] for found in server.letters] == ["<letter-2"]
    post.close()

    again = start(settings(server.port))
    assert [(waiting.id, waiting.unsure) for waiting in again.waiting()] == [("letter-1", True)]
    again.send_again("letter-1")
    until(lambda: not again.waiting())
    assert server.letters[1]["Message-ID"] == "<letter-1@boutique.example>"
    assert addresses_in(tmp_path) == []


def test_taken_but_not_answered_arrives_once(server: MailServer, start: Start, tmp_path: Path) -> None:
    server.clerk.vanish = True
    post = start(settings(server.port))
    post.submit(letter(1))
    until(lambda: any(waiting.unsure for waiting in post.waiting()))
    server.clerk.vanish = False
    post.retry_now()
    time.sleep(0.4)
    assert len(server.letters) == 1
    post.cancel("letter-1")
    assert post.waiting() == ()
    assert addresses_in(tmp_path) == []


PROGRAM = """
import sys, time
from pathlib import Path
from mail_stories import letter, settings
from drivers.mail.postman import Postman
post = Postman(settings(int(sys.argv[1])), Path(sys.argv[2]))
post.submit(letter(1))
time.sleep(60)
"""


def test_killed_while_the_content_was_on_its_way_a_person_decides(
    server: MailServer, start: Start, tmp_path: Path
) -> None:
    bare = BareServer("end")
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[3])])
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(bare.port), str(tmp_path / "mail")],
        env={**os.environ, "PYTHONPATH": path},
    )
    until(lambda: bare.data.endswith(b"\r\n.\r\n"), 20)
    program.kill()
    program.wait()
    bare.close()
    post = start(settings(server.port))
    assert [waiting.unsure for waiting in post.waiting()] == [True]
    time.sleep(0.3)
    assert server.letters == []


def test_what_waited_too_long_is_forgotten(start: Start, tmp_path: Path) -> None:
    post = start(settings(free_port()), Pace(delays=(60,), kept=0.3, patience=QUICK.patience))
    post.submit(letter(1))
    until(lambda: post.state.lost)
    assert post.state.lost[0].trouble.code == "mail_expired"
    assert addresses_in(tmp_path) == []


def test_without_a_server_what_waits_is_given_up(start: Start, tmp_path: Path) -> None:
    post = start(settings(free_port()))
    post.submit(letter(1))
    troubled(post, "mail_unreachable")
    post.arrange(MailSettings())
    assert not post.ready
    until(lambda: post.state.lost)
    assert post.state.lost[0].trouble.code == "mail_given_up"
    assert addresses_in(tmp_path) == []


def test_a_damaged_letter_leaves_no_address(server: MailServer, start: Start, tmp_path: Path) -> None:
    server.stop()
    post = start(settings(server.port))
    post.submit(letter(1))
    troubled(post, "mail_unreachable")
    post.close()
    (path,) = (tmp_path / "mail").glob("*.waiting")
    path.write_bytes(path.read_bytes()[:-3])
    (tmp_path / "mail" / ".00000009.x.waiting.77.part").write_bytes(MARIE.encode())
    again = start(settings(server.port))
    until(lambda: again.state.lost)
    assert again.state.lost[0].trouble.code == "mail_damaged"
    assert addresses_in(tmp_path) == []


def test_only_the_owner_reads_the_folder(start: Start, tmp_path: Path) -> None:
    start(settings(free_port()))
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(StorageTrouble) as told:
        Postman(settings(1), tmp_path / "mail")
    assert told.value.code == "mail_queue"


def test_giving_up_what_is_under_way_is_refused(start: Start) -> None:
    bare = BareServer("end")
    post = start(settings(bare.port), Pace(patience=Patience(answer=2, taken=1)))
    post.submit(letter(1))
    until(lambda: bare.data.endswith(b"\r\n.\r\n"))
    with pytest.raises(Refused) as refused:
        post.cancel("letter-1")
    assert refused.value.code == "letter_sending"
    bare.close()


def test_dots_at_the_beginning_of_a_line_are_doubled() -> None:
    assert ended(b".a\r\nb.\r\n..\r\n") == b"..a\r\nb.\r\n...\r\n.\r\n"
    assert ended(b"a") == b"a\r\n.\r\n"


def test_a_letter_that_left_is_known_again(server: MailServer, start: Start, tmp_path: Path) -> None:
    """Whoever hands a letter over again after a crash has it sent once, also by a post that began anew."""
    post = start(settings(server.port))
    post.submit(letter(1))
    until(lambda: not post.waiting())
    post.submit(letter(1))
    assert post.waiting() == ()
    post.close()
    with (tmp_path / "mail" / "done.txt").open("a", encoding="utf-8") as cut:
        cut.write("17000")
    again = start(settings(server.port))
    again.submit(letter(1))
    again.submit(letter(2))
    until(lambda: not again.waiting())
    assert [found["Message-ID"] for found in server.letters] == [
        "<letter-1@boutique.example>",
        "<letter-2@boutique.example>",
    ]


def test_ids_are_not_remembered_for_ever(
    server: MailServer, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = start(settings(server.port))
    post.submit(letter(1))
    until(lambda: not post.waiting())
    post.close()
    monkeypatch.setattr("drivers.mail.outbox.REMEMBERED", -1.0)
    start(settings(server.port)).close()
    assert (tmp_path / "mail" / "done.txt").read_text() == ""
