"""The smallest papers: money in and out, a test page, and the kick that opens the drawer."""

from __future__ import annotations

from drivers.receipts.day import PURPOSES, drawer_name, signature
from drivers.receipts.heads import identity, marks, moment
from drivers.receipts.roll import BAND, BIG, BOLD, TALL, Roll, new_printer
from ess_shop.domain.receipt import CashSlip
from ess_shop.wording import Words

LETTERS = "àâçéèêëîïôùûüÿæœ ÀÂÇÉÈÊËÎÏÔÙÛÜÆŒ"
SIGNS = "€ £ ° ² ½ « » ’ … × ß ñ ö ø"


def slip_job(slip: CashSlip, words: Words, *, width_mm: int = 80, encoding: str = "CP858") -> bytes:
    """The paper of money put in or taken out, to be signed. ValueError for an unknown paper or code page."""
    roll = Roll(width_mm=width_mm, encoding=encoding)
    marks(roll, training=slip.training)
    identity(roll, slip.shop, words)
    roll.gap()
    roll.title(words(PURPOSES[slip.purpose]))
    roll.gap(12)
    roll.both(words("Till {till}", till=slip.till), moment(slip.at, words))
    roll.rule("═")
    drawer = drawer_name(words, slip.shop, slip.means, slip.amount.currency.code)
    roll.grand(drawer, words.money(abs(slip.amount)))
    roll.rule("═")
    if slip.reason:
        roll.paragraph(words("Reason: {reason}", reason=slip.reason))
    if slip.volunteer:
        roll.paragraph(words("By {name}", name=slip.volunteer))
    signature(roll, words)
    return roll.job()


def test_job(words: Words, *, width_mm: int = 80, encoding: str = "CP858") -> bytes:  # noqa: PT028
    """A page that shows whether paper, letters, sizes, barcode and cut are right."""
    roll = Roll(width_mm=width_mm, encoding=encoding)
    roll.centred(words("The printer works"), BIG)
    roll.gap()
    roll.both(words("Paper of {width} mm", width=width_mm), words("Letters {encoding}", encoding=encoding))
    roll.rule()
    roll.paragraph("".join(str(place % 10) for place in range(1, roll.columns + 1)))
    roll.paragraph(words("The figures above fill one line, from edge to edge."))
    roll.gap(16)
    roll.paragraph(LETTERS)
    roll.paragraph(SIGNS)
    roll.paragraph(words("Every letter above has its accent, and the first sign is the euro."))
    roll.gap(16)
    roll.paragraph(words("Bold"), BOLD)
    roll.paragraph(words("Tall"), TALL)
    roll.paragraph(words("Big"), BIG)
    roll.centred(words("White on black"), BAND)
    roll.gap()
    roll.barcode("TEST-000123")
    roll.centred(words("Scan this code: the till says what it read."))
    return roll.job()


test_job.__test__ = False  # type: ignore[attr-defined]  # its name is the paper's, not a test's


def drawer_job(pin: int = 2) -> bytes:
    """Opens the cash drawer on pin 2 or 5; to be sent where it arrives at once, never through a spooler."""
    if pin not in (2, 5):
        raise ValueError(f"no drawer hangs on pin {pin}")
    printer = new_printer()
    # 50 ms on, 500 ms off: long enough for every drawer's magnet.
    printer.cashdraw([27, 112, 0 if pin == 2 else 1, 25, 250])
    return bytes(printer.output)
