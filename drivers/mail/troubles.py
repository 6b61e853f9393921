"""What can go wrong with a letter, each as a sentence that names the next step; none holds an address.

Four kinds, because four things follow: the server or its settings (a plain DeviceTrouble: everything waits),
this letter just now (`NotNow`), this letter for good (`RefusedForGood`), and nobody knows (`Unsure`).
"""

from __future__ import annotations

from ess_shop.domain.mail import MailSettings
from ess_shop.domain.source import shown
from ess_shop.errors import DeviceTrouble, ShopError


class NotNow(DeviceTrouble):
    """The server takes this letter later, perhaps."""


class RefusedForGood(DeviceTrouble):
    """The server will never take this letter."""


class Unsure(DeviceTrouble):
    """The whole letter was handed over, and nobody said whether it was taken."""


def uncertified(server: str, reason: str) -> DeviceTrouble:
    """Its certificate is wrong: it may be somebody else."""
    return DeviceTrouble(
        "mail_certificate",
        "The mail server {server} cannot prove that it is the right one ({reason}); nothing was sent. "
        "Check the server’s name in the settings, and the date of this computer.",
        server=server,
        reason=reason,
    )


def unprotected(server: str) -> DeviceTrouble:
    """No TLS where it was asked for."""
    return DeviceTrouble(
        "mail_unprotected",
        "The mail server {server} offers no protected way at this port; nothing was sent. Check the port "
        "and the protection in the settings.",
        server=server,
    )


def unknown_server(server: str) -> DeviceTrouble:
    """Its name leads nowhere."""
    return DeviceTrouble(
        "mail_unknown_server",
        "The mail server {server} is not found. Check the network, and the server’s name in the settings.",
        server=server,
    )


def unreachable(server: str) -> DeviceTrouble:
    """Nobody is there, or nobody speaks."""
    return DeviceTrouble(
        "mail_unreachable",
        "The mail server {server} does not answer. Check the network; letters leave by themselves as soon "
        "as it is back.",
        server=server,
    )


def busy(server: str, code: int, said: bytes | str) -> DeviceTrouble:
    """The server takes nothing from anybody just now."""
    return DeviceTrouble(
        "mail_busy",
        "The mail server {server} takes no letters just now ({answer}). They are tried again by themselves.",
        server=server,
        answer=answer(code, said),
    )


def login_refused(settings: MailSettings, code: int, said: bytes | str) -> DeviceTrouble:
    """Wrong user or password, or the server wants one."""
    if not settings.user:
        return DeviceTrouble(
            "mail_login_wanted",
            "The mail server {server} wants a user and a password: enter them in Settings, E-mail.",
            server=settings.server,
        )
    return DeviceTrouble(
        "mail_login_refused",
        "The mail server {server} refuses the user {user} with this password ({answer}). Enter both again in "
        "Settings, E-mail.",
        server=settings.server,
        user=settings.user,
        answer=answer(code, said),
    )


def no_login(settings: MailSettings) -> DeviceTrouble:
    """The server knows no way to log in that this program knows."""
    return DeviceTrouble(
        "mail_no_login",
        "The mail server {server} takes no user and password at this port. Check the port and the protection "
        "in the settings, or leave the user empty.",
        server=settings.server,
    )


def password_missing(settings: MailSettings) -> DeviceTrouble:
    """The settings name a user whose password this machine does not have."""
    return DeviceTrouble(
        "mail_password_missing",
        "This computer does not know the password of {user}: enter it in Settings, E-mail.",
        user=settings.user,
    )


def sender_refused(settings: MailSettings, code: int, said: bytes | str) -> DeviceTrouble:
    """The shop's own address is not allowed to send there."""
    return DeviceTrouble(
        "mail_sender_refused",
        "The mail server {server} takes no letters from {sender} ({answer}). Check the sender in Settings, "
        "E-mail.",
        server=settings.server,
        sender=settings.sender,
        answer=answer(code, said),
    )


def not_now(title: str, code: int, said: bytes | str) -> NotNow:
    """The server asks to try this letter later."""
    return NotNow(
        "mail_not_now",
        "The mail server does not take the letter {title} just now ({answer}). It is tried again by itself.",
        title=title,
        answer=answer(code, said),
    )


def refused(title: str, code: int, said: bytes | str) -> RefusedForGood:
    """Nobody has that address, or the letter itself is not wanted."""
    return RefusedForGood(
        "mail_refused",
        "The letter {title} cannot be delivered: the mail server refuses it ({answer}). Its address is "
        "forgotten; the receipt can be printed from Tickets.",
        title=title,
        answer=answer(code, said),
    )


def accents_refused(title: str) -> RefusedForGood:
    """The server cannot write to an address with accents before the @."""
    return RefusedForGood(
        "mail_accents",
        "The letter {title} cannot be delivered: the mail server knows no addresses with accents before the "
        "@. The receipt can be printed from Tickets.",
        title=title,
    )


def cut_off(server: str) -> DeviceTrouble:
    """The connection broke before the letter was whole: no server delivers half a letter."""
    return DeviceTrouble(
        "mail_cut_off",
        "The connection to the mail server {server} broke in the middle of a letter. It is sent again by "
        "itself.",
        server=server,
    )


def unsure(title: str) -> Unsure:
    """Everything was handed over, then silence."""
    return Unsure(
        "mail_unsure",
        "Nobody knows whether the letter {title} has left: the mail server fell silent at the last moment.",
        title=title,
    )


def expired(title: str) -> RefusedForGood:
    """It waited too long for its address to be kept any longer."""
    return RefusedForGood(
        "mail_expired",
        "The letter {title} could not be sent for days and was given up. Its address is forgotten; the "
        "receipt can be printed from Tickets.",
        title=title,
    )


def given_up(title: str) -> RefusedForGood:
    """There is no mail server any more."""
    return RefusedForGood(
        "mail_given_up",
        "The letter {title} was given up, because no mail server is set up any more. Its address is "
        "forgotten; the receipt can be printed from Tickets.",
        title=title,
    )


def damaged() -> RefusedForGood:
    """A stored letter cannot be read; it was removed, for it may hold an address."""
    return RefusedForGood(
        "mail_damaged",
        "A letter that waited was damaged and had to be removed. The receipt can be printed from Tickets.",
    )


def of_storage(trouble: ShopError) -> DeviceTrouble:
    """A trouble of the queue's folder, told as the post's."""
    return DeviceTrouble(trouble.code, trouble.sentence, **trouble.facts)


def ours() -> DeviceTrouble:
    """A fault of this program; its traceback is in the log."""
    return DeviceTrouble(
        "mail_fault", "Sending letters failed because of a fault in this program. Start the till again."
    )


def answer(code: int, said: bytes | str) -> str:
    """What a server said, on one short line; addresses in it are left out."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    words = ("…" if "@" in word else word for word in text.split())
    return shown(f"{code} {' '.join(words)}".strip(), 100)
