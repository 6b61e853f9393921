"""The Swiss QR-bill of a statement: what a banking app needs to pay the member, as the lines of its code.

Implementation Guidelines QR-bill 2.3 (SIX, in force since November 2025): addresses are structured (type S),
the combined ones (type K) are refused.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from stdnum import iso7064
from text_unidecode import unidecode  # type: ignore[import-untyped]

from ess_shop.domain.currencies import CHF
from ess_shop.domain.members import PayoutMeans, checked_iban
from ess_shop.domain.money import Money
from ess_shop.domain.postal import PostalAddress, postal_address
from ess_shop.reading import Statement

LARGEST = 99_999_999_999
"""In Rappen: 999,999,999.99."""

LONGEST_NAME, LONGEST_CODE, LONGEST_TOWN, LONGEST_TEXT = 70, 16, 35, 140
LONGEST_REFERENCE = 21
"""Of an ISO 11649 reference behind RF and its check digits."""

QR_IBANS = range(30_000, 32_000)
"""The bank codes of accounts that take a QR reference alone, which no shop can make."""

_NOBODY = ("",) * 7


@dataclass(frozen=True, slots=True)
class QrBill:
    """Who pays how much to whom; names and addresses are already written as the code carries them."""

    iban: str
    creditor: tuple[str, PostalAddress]
    debtor: tuple[str, PostalAddress]
    amount: Money
    reference: str
    message: str


def qr_bill(statement: Statement) -> QrBill | None:
    """What pays an approved statement from a banking app; None where no QR-bill can.

    It takes a shop in CHF, a transfer, an account in Switzerland or Liechtenstein that is no QR-IBAN, the
    names and addresses of both.
    """
    shop, who, row = statement.shop, statement.identity, statement.rows[0]
    payable = not statement.preview and 0 < row.paid.minor <= LARGEST
    if shop.currency != CHF or not payable or row.payout_means is not PayoutMeans.TRANSFER:
        return None
    iban, mine, theirs = _swiss_iban(who.iban), postal_address(shop), postal_address(who)
    name = swiss_text(who.account_holder or who.name, LONGEST_NAME)
    if not (iban and name) or mine is None or theirs is None:
        return None
    return QrBill(
        iban=iban,
        creditor=(name, _written(theirs)),
        debtor=(swiss_text(shop.name, LONGEST_NAME), _written(mine)),
        amount=row.paid,
        reference=creditor_reference(row.statement),
        message=row.statement,
    )


def payload(bill: QrBill) -> str:
    """The lines of the code, one data element each; the last one filled is the end mark."""
    return "\n".join(
        (
            *("SPC", "0200", "1"),
            bill.iban,
            *_party(bill.creditor),
            *_NOBODY,  # the final creditor, whom the guidelines keep for later
            *(f"{bill.amount.decimal():.2f}", bill.amount.currency.code),
            *_party(bill.debtor),
            *("SCOR", bill.reference),
            bill.message,
            "EPD",
        )
    )


def creditor_reference(number: str) -> str:
    """A paper's number as an ISO 11649 reference: `RV-2026-11-0001` becomes `RF28RV2026110001`."""
    plain = "".join(sign for sign in number.upper() if sign.isascii() and sign.isalnum())[-LONGEST_REFERENCE:]
    return f"RF{iso7064.mod_97_10.calc_check_digits(f'{plain}RF')}{plain}"


def swiss_text(text: str, longest: int) -> str:
    """The text in the characters of the guidelines, which keep the accents of Europe, on one line."""
    composed = unicodedata.normalize("NFC", text)
    known = "".join(sign if _carried(sign) else _nearest(sign) for sign in composed)
    return " ".join(known.split())[:longest].strip()


def _carried(sign: str) -> bool:
    """Basic Latin, the Latin-1 Supplement, Latin Extended-A, Ș ș Ț ț and €."""
    code = ord(sign)
    return 0x20 <= code <= 0x7E or 0xA0 <= code <= 0x17F or 0x218 <= code <= 0x21B or sign == "€"


def _nearest(sign: str) -> str:
    return str(unidecode(sign)) if sign.isprintable() else " "


def _swiss_iban(text: str) -> str:
    try:
        iban = checked_iban(text)
    except ValueError:
        return ""
    swiss = iban[:2] in ("CH", "LI") and iban[4:9].isdigit()
    return iban if swiss and int(iban[4:9]) not in QR_IBANS else ""


def _written(address: PostalAddress) -> PostalAddress:
    return PostalAddress(
        swiss_text(address.street, LONGEST_NAME),
        swiss_text(address.number, LONGEST_CODE),
        swiss_text(address.postcode, LONGEST_CODE),
        swiss_text(address.town, LONGEST_TOWN),
        address.country,
    )


def _party(party: tuple[str, PostalAddress]) -> tuple[str, ...]:
    name, at = party
    return ("S", name, at.street, at.number, at.postcode, at.town, at.country)
