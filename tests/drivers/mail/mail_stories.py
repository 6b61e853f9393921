"""Mail servers for tests: a real one that can refuse, and a bare socket that can break off anywhere."""

from __future__ import annotations

import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from drivers.mail.pace import Pace, Patience
from drivers.mail.postman import Postman
from ess_shop.domain.mail import Letter, MailSettings, Security
from ess_shop.domain.post import PostState

MARIE = "marie@example.org"
QUICK = Pace(delays=(0.1,), patience=Patience(answer=2, taken=2))
USER, PASSWORD = "caisse", "sésame ouvre-toi"


@dataclass
class Clerk:
    """What the server does with what it is told; "" is its usual answer."""

    recipient: str = ""
    sender: str = ""
    content: str = ""
    vanish: bool = False
    """Take the letter, then break off without an answer."""
    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_MAIL(
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.recipient:
            return self.recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.content:
            return self.content
        self.taken.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if self.vanish:
            server.transport.abort()
        return "250 taken"


class MailServer:
    """A mail server on this machine; `stop` and `start` keep its port."""

    def __init__(
        self,
        *,
        context: ssl.SSLContext | None = None,
        implicit: bool = False,
        login: bool = False,
        accents: bool = False,
        mechanisms: tuple[str, ...] = (),
    ) -> None:
        self.clerk = Clerk()
        self.port = free_port()
        self._make: Callable[[], Controller] = lambda: _Controller(
            self.clerk,
            hostname="127.0.0.1",
            port=self.port,
            ssl_context=context if implicit else None,
            tls_context=None if implicit else context,
            require_starttls=context is not None and not implicit,
            enable_SMTPUTF8=accents,
            auth_required=login,
            auth_require_tls=context is not None,
            auth_exclude_mechanism=mechanisms,
            authenticator=_known,
        )
        self._controller: Controller | None = None
        self.start()

    def start(self) -> None:
        """Open the doors."""
        self._controller = self._make()
        self._controller.start()

    def stop(self) -> None:
        """Nobody is there."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def letters(self) -> list[EmailMessage]:
        """What was taken, read."""
        return [read(content) for content in self.clerk.taken]


class _Controller(Controller):
    """The port is opened when it answers; aiosmtpd's own look at it speaks no TLS with our certificates."""

    def _trigger_server(self) -> None:
        socket.create_connection((self.hostname, self.port), 5).close()


def _known(_server: SMTP, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    wanted = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == wanted, handled=False)


class BareServer:
    """Speaks just enough SMTP to break off where it is told to: `greeting`, `middle`, or `end`."""

    def __init__(self, breaks: str) -> None:
        self._breaks = breaks
        self.data = b""
        self.visits = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._open: list[socket.socket] = []
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        """Nobody is there any more."""
        for each in (self._listening, *self._open):
            each.close()

    def _run(self) -> None:
        while True:
            try:
                visitor, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(visitor)
            self.visits += 1
            if self._breaks != "greeting":
                self._serve(visitor)

    def _serve(self, visitor: socket.socket) -> None:
        visitor.sendall(b"220 bare\r\n")
        lines = visitor.makefile("rb")
        for line in lines:
            if line.startswith(b"DATA"):
                visitor.sendall(b"354 go on\r\n")
                break
            visitor.sendall(b"250 yes\r\n")
        if self._breaks == "middle":
            self.data += lines.read(1000)
            lines.close()
            # Nothing left to be read politely: the other end meets a reset.
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            visitor.close()
            return
        for line in lines:
            self.data += line
            if line == b".\r\n":
                lines.close()
                return  # and say nothing


def free_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def settings(port: int, *, security: Security = Security.NONE, user: str = "") -> MailSettings:
    """The shop's settings for a server of these."""
    return MailSettings(
        "localhost" if security is not Security.NONE else "127.0.0.1",
        port,
        security,
        user,
        "caisse@boutique.example",
        "Boutique « L’Été »",
    )


def letter(number: int, *, to: str = MARIE, paper: bytes = b"%PDF-1.4 paper") -> Letter:
    """A customer's letter."""
    return Letter(
        id=f"letter-{number}",
        title=f"C1-{number:06d}",
        to=to,
        subject="Votre ticket – été",
        text="Bonjour,\n.\n.. un point seul\nà bientôt !\n",
        at=datetime(2026, 3, 2, 10, 30, tzinfo=UTC),
        paper=paper,
        paper_name=f"C1-{number:06d}.pdf",
    )


def read(content: bytes) -> EmailMessage:
    """A letter as a mailbox reads it."""
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def until(true: Callable[[], object], seconds: float = 8) -> None:
    """Wait until something is true; AssertionError if it never is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.01)


def troubled(post: Postman, code: str) -> None:
    """Wait until the post tells a trouble."""
    until(lambda: post.state.trouble is not None and post.state.trouble.code == code)


def addresses_in(folder: Path) -> list[str]:
    """The files under a folder in which the customer's address stands."""
    return [
        path.name for path in folder.rglob("*") if path.is_file() and b"marie" in path.read_bytes().lower()
    ]


class Ear:
    """Remembers every state it is told."""

    def __init__(self) -> None:
        self.states: list[PostState] = []

    def __call__(self, state: PostState) -> None:
        self.states.append(state)


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A fresh certificate for a host, signed by itself, and its key."""
    paper, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"),
            *("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
            *("-keyout", str(key), "-out", str(paper)),
        ],
        check=True,
        capture_output=True,
    )
    return paper, key


def server_context(paper: Path, key: Path) -> ssl.SSLContext:
    """What a server needs to prove who it is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(paper, key)
    return context
