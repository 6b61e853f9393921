"""Protected ways, passwords, odd addresses: a wrong certificate gets nothing, nobody else gets the letter."""

from __future__ import annotations

import json
import ssl
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mail_stories import (
    PASSWORD,
    QUICK,
    USER,
    BareServer,
    MailServer,
    certificate,
    letter,
    server_context,
    settings,
    troubled,
    until,
)

from drivers.mail.message import message_of
from drivers.mail.postman import Postman
from ess_shop.domain.mail import MailSettings, Security
from ess_shop.domain.post import Trial

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

Serve = Callable[..., MailServer]
Start = Callable[[MailSettings], Postman]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine."""
    return certificate(tmp_path_factory.mktemp("certificates"), "localhost")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for another name."""
    return certificate(tmp_path_factory.mktemp("certificates"), "other.example")


@pytest.fixture
def serve(good: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts mail servers; the machine trusts the good certificate alone."""
    monkeypatch.setenv("SSL_CERT_FILE", str(good[0]))
    made: list[MailServer] = []

    def begin(**how: object) -> MailServer:
        made.append(MailServer(**how))  # type: ignore[arg-type]
        return made[-1]

    yield begin
    for server in made:
        server.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[Postman] = []

    def begin(arranged: MailSettings) -> Postman:
        made.append(Postman(arranged, tmp_path / "mail", pace=QUICK))
        return made[-1]

    yield begin
    for post in made:
        post.close()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_the_protected_ways(serve: Serve, start: Start, good: tuple[Path, Path], security: Security) -> None:
    server = serve(context=server_context(*good), implicit=security is Security.TLS)
    post = start(settings(server.port, security=security))
    post.submit(letter(1))
    until(lambda: not post.waiting())
    assert len(server.letters) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("wrong", ["unknown", "other"])
def test_who_cannot_prove_who_it_is_gets_nothing(
    serve: Serve,
    start: Start,
    good: tuple[Path, Path],
    other: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    security: Security,
    wrong: str,
) -> None:
    """`unknown`: signed by nobody the machine trusts; `other`: trusted, but for another name."""
    shown = good if wrong == "unknown" else other
    monkeypatch.setenv("SSL_CERT_FILE", str(other[0]))
    server = serve(context=server_context(*shown), implicit=security is Security.TLS)
    post = start(settings(server.port, security=security, user=USER))
    post.arrange(settings(server.port, security=security, user=USER), PASSWORD)
    post.submit(letter(1))
    troubled(post, "mail_certificate")
    assert len(post.waiting()) == 1
    assert server.letters == []


def test_no_starttls_no_letter(serve: Serve, start: Start) -> None:
    post = start(settings(serve().port, security=Security.STARTTLS))
    post.submit(letter(1))
    troubled(post, "mail_unprotected")


def test_tls_at_a_port_that_speaks_none(serve: Serve, start: Start) -> None:
    post = start(settings(serve().port, security=Security.TLS))
    post.submit(letter(1))
    troubled(post, "mail_unprotected")


@pytest.mark.parametrize("without", [(), ("PLAIN",)])
def test_a_password_with_accents_logs_in(
    serve: Serve, start: Start, good: tuple[Path, Path], without: tuple[str, ...]
) -> None:
    server = serve(context=server_context(*good), login=True, mechanisms=without)
    arranged = settings(server.port, security=Security.STARTTLS, user=USER)
    post = start(arranged)
    post.arrange(arranged, PASSWORD)
    post.submit(letter(1))
    until(lambda: not post.waiting())
    assert len(server.letters) == 1


def test_wrong_no_and_right_password(serve: Serve, start: Start) -> None:
    server = serve(login=True)
    arranged = settings(server.port)
    post = start(arranged)
    post.submit(letter(1))
    troubled(post, "mail_login_wanted")
    named = replace(arranged, user=USER)
    post.arrange(named)
    troubled(post, "mail_password_missing")
    post.arrange(named, "faux")
    troubled(post, "mail_login_refused")
    assert "faux" not in str(post.state.trouble)
    post.arrange(named, PASSWORD)
    until(lambda: not post.waiting())
    until(lambda: post.state.trouble is None)
    assert len(server.letters) == 1


def test_a_server_without_log_in(serve: Serve, start: Start) -> None:
    bare = BareServer("end")
    named = settings(bare.port, user=USER)
    post = start(named)
    post.arrange(named, PASSWORD)
    post.submit(letter(1))
    troubled(post, "mail_no_login")
    bare.close()


def test_the_password_is_the_machines_own(serve: Serve, start: Start, tmp_path: Path) -> None:
    named = settings(serve().port, user=USER)
    post = start(named)
    post.arrange(named, PASSWORD)
    path = tmp_path / "mail" / "password.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["password"] == PASSWORD
    assert post.knows_password(named)
    assert not post.knows_password(replace(named, server="localhost"))
    assert not post.knows_password(replace(named, user="other"))
    post.arrange(named)
    assert post.knows_password(named)
    post.arrange(replace(named, user=""))
    assert not path.exists()


def test_a_test_letter_is_tried_once_and_told(serve: Serve, start: Start, tmp_path: Path) -> None:
    server = serve(login=True)
    named = settings(server.port, user=USER)
    post = start(MailSettings())
    post.try_out(letter(1), named, "faux")
    until(lambda: post.state.trial is not None)
    assert post.state.trial is not None
    assert post.state.trial.trouble is not None
    assert post.state.trial.trouble.code == "mail_login_refused"
    post.try_out(letter(2), named, PASSWORD)
    until(lambda: post.state.trial == Trial("letter-2"))
    assert [found["Subject"] for found in server.letters] == ["Votre ticket – été"]
    assert not post.knows_password(named)
    assert list((tmp_path / "mail").iterdir()) == []


def test_accents_before_the_at(serve: Serve, start: Start) -> None:
    plain, modern = serve(), serve(accents=True)
    post = start(settings(plain.port))
    post.submit(letter(1, to="zoé@xn--chteau-xta.example"))
    until(lambda: post.state.lost)
    assert post.state.lost[0].trouble.code == "mail_accents"
    post.arrange(settings(modern.port))
    post.submit(letter(2, to="zoé@xn--chteau-xta.example"))
    until(lambda: not post.waiting())
    assert modern.clerk.recipients == ["zoé@xn--chteau-xta.example"]
    assert modern.letters[0]["To"] == "zoé@xn--chteau-xta.example"


def test_an_odd_but_possible_address(serve: Serve, start: Start) -> None:
    server = serve()
    post = start(settings(server.port))
    post.submit(letter(1, to="o'brien+{caisse}/1=2@xn--bcher-kva.example"))
    until(lambda: not post.waiting())
    assert server.clerk.recipients == ["o'brien+{caisse}/1=2@xn--bcher-kva.example"]


@pytest.mark.parametrize("place", ["subject", "to", "paper_name"])
def test_a_line_break_adds_no_header(place: str) -> None:
    evil = replace(letter(1), **{place: "marie@example.org\r\nBcc: all@example.org"})
    try:
        message = message_of(evil, settings(25), "<1@x>")
    except ValueError:
        return
    assert b"\nBcc:" not in message


def test_trust_comes_from_the_machine(good: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests rely on it: the variable names what `create_default_context` trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(good[0]))
    assert len(ssl.create_default_context().get_ca_certs()) == 1
