"""One letter handed to a mail server, from the greeting to the answer that it was taken."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress

from drivers.mail import troubles
from drivers.mail.message import message_of, needs_utf8
from drivers.mail.outbox import Stored
from drivers.mail.pace import Patience
from ess_shop.domain.mail import MailSettings, Security
from ess_shop.errors import DeviceTrouble

_LOGIN_WANTED = frozenset({530, 534, 535, 538})


def deliver(
    stored: Stored,
    settings: MailSettings,
    password: str,
    *,
    begin: Callable[[], bool],
    taken: Callable[[], None],
    patience: Patience,
) -> None:
    """Hand a letter over: `begin` is called before its content is sent and may say no, `taken` at the end.

    Raises one of the kinds of `troubles`. Until the letter's end is sent no server delivers it (RFC 5321,
    4.1.1.4): whatever breaks before that is no more than a delay. Once the end is on its way, only the server
    knows; its answer counts, and silence is `Unsure`.
    """
    try:
        client = _connected(settings, patience)
    except OSError as wrong:
        raise _meaning(settings.server, wrong) from None
    try:
        _introduce(client, settings, password)
        _announce(client, stored, settings)
        if begin():
            _content(client, stored, settings, patience)
            taken()
    except OSError as wrong:
        raise _meaning(settings.server, wrong) from None
    finally:
        _take_leave(client)


def _meaning(server: str, wrong: OSError) -> DeviceTrouble:
    """What an error on the way means."""
    if isinstance(wrong, ssl.SSLCertVerificationError):
        return troubles.uncertified(server, wrong.verify_message)
    if isinstance(wrong, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return troubles.unprotected(server)
    if isinstance(wrong, smtplib.SMTPResponseException):
        return troubles.busy(server, wrong.smtp_code, wrong.smtp_error)
    if isinstance(wrong, socket.gaierror):
        return troubles.unknown_server(server)
    return troubles.unreachable(server)


def _connected(settings: MailSettings, patience: Patience) -> smtplib.SMTP:
    name = settings.sender.rpartition("@")[2]
    if settings.security is Security.TLS:
        return smtplib.SMTP_SSL(
            settings.server,
            settings.port,
            name,
            timeout=patience.answer,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(settings.server, settings.port, name, timeout=patience.answer)


def _introduce(client: smtplib.SMTP, settings: MailSettings, password: str) -> None:
    client.ehlo_or_helo_if_needed()
    if settings.security is Security.STARTTLS:
        client.starttls(context=ssl.create_default_context())
        client.ehlo_or_helo_if_needed()
    if settings.user:
        _log_in(client, settings, password)


def _log_in(client: smtplib.SMTP, settings: MailSettings, password: str) -> None:
    """PLAIN or LOGIN, in UTF-8: smtplib's own way takes no password with accents."""
    ways = client.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in ways:
        code, said = client.docmd("AUTH", f"PLAIN {_hidden(f'{chr(0)}{settings.user}{chr(0)}{password}')}")
    elif "LOGIN" in ways:
        code, said = client.docmd("AUTH", f"LOGIN {_hidden(settings.user)}")
        if code == 334:
            code, said = client.docmd(_hidden(password))
    else:
        raise troubles.no_login(settings)
    if 400 <= code < 500:
        raise troubles.busy(settings.server, code, said)
    if code != 235:
        raise troubles.login_refused(settings, code, said)


def _hidden(text: str) -> str:
    return b64encode(text.encode()).decode()


def _announce(client: smtplib.SMTP, stored: Stored, settings: MailSettings) -> None:
    """From whom and to whom."""
    letter, options = stored.letter, []
    if needs_utf8(letter, settings):
        if not client.has_extn("smtputf8"):
            raise troubles.accents_refused(letter.title)
        options = ["SMTPUTF8"]
    code, said = client.mail(settings.sender, options)
    if code in _LOGIN_WANTED:
        raise troubles.login_refused(settings, code, said)
    if code >= 500:
        raise troubles.sender_refused(settings, code, said)
    if code != 250:
        raise troubles.busy(settings.server, code, said)
    code, said = client.rcpt(letter.to)
    stranger = not settings.user and b"relay" in said.lower()
    if code in _LOGIN_WANTED or (stranger and code >= 500):
        raise troubles.login_refused(settings, code, said)
    if code not in (250, 251):
        _refuse(letter.title, settings, code, said)


def _content(client: smtplib.SMTP, stored: Stored, settings: MailSettings, patience: Patience) -> None:
    title = stored.letter.title
    code, said = client.docmd("DATA")
    if code != 354:
        _refuse(title, settings, code, said)
    try:
        client.send(ended(message_of(stored.letter, settings, stored.name)))
    except smtplib.SMTPServerDisconnected:
        raise troubles.cut_off(settings.server) from None
    try:
        if client.sock is not None:
            client.sock.settimeout(patience.taken)
        code, said = client.getreply()
    except (OSError, smtplib.SMTPException):
        raise troubles.unsure(title) from None
    if not 200 <= code < 300:
        _refuse(title, settings, code, said)


def _refuse(title: str, settings: MailSettings, code: int, said: bytes) -> None:
    if code == 421:
        raise troubles.busy(settings.server, code, said)
    raise (troubles.refused if code >= 500 else troubles.not_now)(title, code, said)


def _take_leave(client: smtplib.SMTP) -> None:
    """Say goodbye; how the server takes it changes nothing for the letter."""
    with suppress(OSError):
        if client.sock is not None:
            client.sock.settimeout(1)
            client.quit()
    client.close()


def ended(message: bytes) -> bytes:
    """The content as it travels: a dot at the beginning of a line doubled, and the end (RFC 5321, 4.5.2)."""
    whole = message if message.endswith(b"\r\n") else message + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole) + b".\r\n"
