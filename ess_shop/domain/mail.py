"""Letters to customers as values: the address they go to, what is in them, and the server that takes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from ess_shop.domain.articles import checked_text, has_control
from ess_shop.domain.source import shown
from ess_shop.errors import Refused

LONGEST_ADDRESS, LONGEST_LOCAL, LONGEST_NAME = 254, 64, 100

_ODD = frozenset('()<>[]:;@\\,"')
"""Signs that an address has only in quotation marks, which no customer's has."""

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How the way to the server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that takes the shop's letters, and who sends them; without a server there is no mail.

    Its password is no setting: it would lie in the books and their backups. It is kept by the machine that
    sends. Refused names the setting that is wrong in its code, `mail_` and the setting's name.
    """

    server: str = ""
    port: int = USUAL_PORTS[Security.STARTTLS]
    security: Security = Security.STARTTLS
    user: str = ""
    sender: str = ""
    sender_name: str = ""

    def __post_init__(self) -> None:
        if self.server and not (_HOST.fullmatch(self.server) and len(self.server) <= 253):
            raise Refused(
                "mail_server",
                "“{value}” is no mail server: it looks like mail.example.org.",
                value=self.server,
            )
        if not 1 <= self.port <= 65_535:
            raise Refused(
                "mail_port", "“{value}” is no port: mail servers have 587, 465 or 25.", value=self.port
            )
        if len(self.user) > LONGEST_ADDRESS or has_control(self.user):
            raise Refused("mail_user", "The user’s name cannot be right: check it sign by sign.")
        if self.user and self.security is Security.NONE and self.server not in _HERE:
            raise Refused(
                "mail_security",
                "A password never travels unprotected: choose STARTTLS or TLS, or leave the user empty.",
            )
        if self.sender_name:
            _check_name(self.sender_name)
        if self.server and not self.sender:
            raise Refused("mail_sender", "Say from which address the letters come.")
        if self.sender and checked_address(self.sender, code="mail_sender") != self.sender:
            raise Refused("mail_sender", "“{value}” is no e-mail address.", value=self.sender)

    @property
    def ready(self) -> bool:
        """Whether letters can be sent with these settings."""
        return bool(self.server)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one address, with a PDF or (b"") without; `title` is what people at the till call it."""

    id: str
    title: str
    to: str
    subject: str
    text: str
    at: datetime
    paper: bytes = b""
    paper_name: str = ""


def checked_address(typed: str, *, code: str = "bad_address") -> str:
    """The address as servers write it, its domain in ASCII; Refused if no letter can ever arrive there.

    A domain that the old rules of international names (2003) would turn into another one is refused too: the
    letter would go to somebody else.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    local, _, domain = text.rpartition("@")
    plain = _plain_domain(domain)
    fits = 0 < len(local.encode()) <= LONGEST_LOCAL and len(local) + 1 + len(plain) <= LONGEST_ADDRESS
    odd = has_control(local) or any(sign in _ODD or sign.isspace() for sign in local)
    if not plain or not fits or odd or "" in local.split("."):
        raise Refused(
            code,
            "“{value}” is no e-mail address: it looks like marie@example.org.",
            value=shown(text, 30),
        )
    return f"{local}@{plain}"


def _plain_domain(domain: str) -> str:
    """The domain in ASCII and small letters; "" for what is none."""
    folded = plain = domain.lower()
    if not folded.isascii():
        try:
            plain = folded.encode("idna").decode()
            same = plain.encode().decode("idna") == folded
        except UnicodeError:
            same = False
        if not same:
            return ""
    labels = plain.split(".")
    named = all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return plain if named and len(labels) > 1 else ""


def _check_name(name: str) -> None:
    try:
        checked_text(name, longest=LONGEST_NAME)
    except ValueError:
        raise Refused(
            "mail_sender_name", "“{value}” cannot stand before an address.", value=shown(name, 60)
        ) from None


def mail_settings(plain: object) -> MailSettings:
    """The settings of plain data; what is missing has its default. Refused for data that make no sense."""
    if plain is None:
        return MailSettings()
    if not isinstance(plain, Mapping):
        raise _unreadable()
    types = {each.name: type(each.default) for each in fields(MailSettings)}
    given: dict[str, Any] = {str(name): value for name, value in plain.items() if name in types}
    try:
        given["security"] = Security(given.get("security", Security.STARTTLS))
    except ValueError as wrong:
        raise _unreadable() from wrong
    if any(type(value) is not types[name] for name, value in given.items()):
        raise _unreadable()
    return MailSettings(**given)


def plain_mail(settings: MailSettings) -> dict[str, object]:
    """The settings as plain data that `mail_settings` reads."""
    return asdict(settings) | {"security": str(settings.security)}


def _unreadable() -> Refused:
    return Refused("mail_unreadable", "The settings of e-mail cannot be read: set it up again.")
