"""Mailing: what a customer reads when the receipt comes by e-mail, and what a test letter says."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.mail import Letter
from ess_shop.domain.receipt import TRAINING_MARK, Receipt
from ess_shop.domain.shop import Shop
from ess_shop.wording import Words


def letter_of(receipt: Receipt, paper: bytes, words: Words, *, to: str, id: str, at: datetime) -> Letter:
    """The letter that brings a receipt; `paper` is the receipt as a PDF, `to` a checked address."""
    shop = receipt.shop
    subject = words("Your receipt {number} from {shop}", number=receipt.number, shop=shop.name)
    said = words(
        "Hello,\n\nthank you for your visit on {day}. Your receipt {number} over {total} comes with this "
        "letter as a PDF.\n\nYour address was used for this letter alone: the shop does not keep it.",
        day=words.long_day(receipt.day),
        number=receipt.number,
        total=receipt.total,
    )
    parts = [TRAINING_MARK, said] if receipt.training else [said]
    return Letter(
        id=id,
        title=receipt.number,
        to=to,
        subject=f"{TRAINING_MARK} {subject}" if receipt.training else subject,
        text="\n\n".join([*parts, signed(shop)]) + "\n",
        at=at,
        paper=paper,
        paper_name=f"{receipt.number}.pdf",
    )


def trial_letter(shop: Shop, words: Words, *, to: str, id: str, at: datetime) -> Letter:
    """A letter that shows that the settings are right."""
    said = words("This is a test. If you read it, receipts can be sent from the till.")
    return Letter(
        id=id,
        title=words("Test letter"),
        to=to,
        subject=words("Test letter from {shop}", shop=shop.name),
        text=f"{said}\n\n{signed(shop)}\n",
        at=at,
    )


def signed(shop: Shop) -> str:
    """How the shop signs its letters."""
    lines = (shop.name, shop.street, f"{shop.postcode} {shop.town}".strip(), shop.email)
    return "\n".join(line for line in lines if line)
