"""What the till's papers have in common: whose paper it is, when, and the marks nobody may overlook."""

from __future__ import annotations

from datetime import datetime

from drivers.receipts.roll import Roll
from ess_shop.domain.receipt import DUPLICATE_MARK, PROVISIONAL_MARK, TRAINING_MARK
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.wording import Words


def marks(roll: Roll, *, training: bool, duplicate: int = 0, provisional: bool = False) -> None:
    """Big bands for training, reprints and baskets that are not paid; nothing for anything else."""
    said = [TRAINING_MARK] if training else []
    said += [PROVISIONAL_MARK] if provisional else []
    said += [f"{DUPLICATE_MARK} {duplicate}"] if duplicate else []
    for mark in said:
        roll.band(mark)
        roll.gap(16)


def identity(roll: Roll, shop: Shop, words: Words) -> None:
    """Whose paper it is: name, address, registration numbers."""
    roll.title(shop.name)
    roll.gap(8)
    for line in (shop.street, f"{shop.postcode} {shop.town}".strip(), shop.email):
        if line:
            roll.centred(line)
    if shop.siret:
        roll.centred(words("SIRET {number}", number=grouped(shop.siret)))
    if shop.vat_number:
        roll.centred(words("VAT no. {number}", number=shop.vat_number))


def grouped(siret: str) -> str:
    """A SIRET as people read it: 123 456 789 00012."""
    if len(siret) != 14:
        return siret
    return "\N{NO-BREAK SPACE}".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def moment(at: str, words: Words) -> str:
    """Day and time of an ISO time, as people write them."""
    time = datetime.fromisoformat(at)
    return f"{words.day(time.date())}\N{NO-BREAK SPACE}{time:%H:%M}"


def named(words: Words, means: Means, currency_name: str = "", reference: str = "") -> str:
    """A means of payment at the beginning of a line, with its local currency or its number."""
    if means is Means.COUPON and currency_name:
        name = words("Coupons “{name}”", name=currency_name)
    elif means is Means.ELECTRONIC and currency_name:
        name = words("Electronic “{name}”", name=currency_name)
    else:
        plain = str(words.value(means))
        name = plain[:1].upper() + plain[1:]
    return words("{means} {reference}", means=name, reference=reference) if reference else name


def vat_heads(words: Words) -> tuple[str, str, str, str]:
    """What the columns of a VAT table are called."""
    return words("Rate"), words("Before tax"), words("VAT"), words("Tax incl.")
