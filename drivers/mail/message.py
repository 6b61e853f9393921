"""A letter in the form that mail servers and mailboxes read."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ess_shop.domain.mail import Letter, MailSettings


def needs_utf8(letter: Letter, settings: MailSettings) -> bool:
    """Whether an address of it has accents before the @, which not every server knows."""
    return not (letter.to.isascii() and settings.sender.isascii())


def message_of(letter: Letter, settings: MailSettings, name: str) -> bytes:
    """The letter from the shop, under that Message-ID; everything but such an address in plain ASCII."""
    made = EmailMessage(policy=SMTP.clone(cte_type="7bit", utf8=needs_utf8(letter, settings)))
    made["From"] = _address(settings.sender, settings.sender_name)
    made["To"] = _address(letter.to)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = name
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="quoted-printable")
    if letter.paper:
        made.add_attachment(letter.paper, maintype="application", subtype="pdf", filename=letter.paper_name)
    return made.as_bytes()


def _address(plain: str, name: str = "") -> Address:
    local, _, domain = plain.rpartition("@")
    return Address(name, local, domain)
