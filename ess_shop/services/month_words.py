"""The words of a month's end: what is checked, which figures there are, what a line behind one is."""

from __future__ import annotations

from ess_shop.domain.carried_words import why_carried
from ess_shop.domain.settlement import Row
from ess_shop.services.explaining import Because, Figure, Part
from ess_shop.services.month_checks import Check, Severity
from ess_shop.wording import Words


def check_name(check: Check, words: Words) -> str:
    """What is looked at."""
    return {
        Check.EARLIER: words("Earlier months"),
        Check.DAYS: words("Days closed"),
        Check.CASH: words("Drawers counted"),
        Check.PARKED: words("Baskets that wait"),
        Check.STOCK: words("Stock"),
        Check.LOCAL: words("Local currency in stock"),
        Check.MANDATE: words("Mandates to invoice"),
        Check.IBAN: words("Bank accounts"),
        Check.INVOICES: words("Invoices"),
        Check.JOURNAL: words("Books verified"),
    }[check]


def severity_said(severity: Severity, words: Words) -> str:
    """What came of it, in a word or two."""
    return {
        Severity.STOP: words("First do this"),
        Severity.WARN: words("To look at"),
        Severity.OK: words("In order"),
    }[severity]


def figure_name(figure: Figure, words: Words) -> str:
    """The name of a figure, as the table has it."""
    return {
        Figure.OPENING: words("Opening"),
        Figure.SOLD: words("Sales"),
        Figure.RETURNED: words("Returns"),
        Figure.KEPT: words("Commission"),
        Figure.FEES: words("Fees"),
        Figure.ADJUSTED: words("Adjusted"),
        Figure.BALANCE: words("Due"),
        Figure.PAID: words("To pay"),
        Figure.CARRIED: words("Carried"),
    }[figure]


def line_said(line: Because, row: Row, words: Words) -> str:
    """What a line behind a figure is."""
    if line.part is Part.OPENING:
        return words("Carried from the months before")
    if line.part is Part.PAID:
        return words("Paid")
    if line.part is Part.CARRIED:
        why = row.reason or why_carried(row.why_carried, words)
        return words("Waits: {why}", why=why) if why else words("Carried")
    if line.part is Part.CHANGE:
        return words(line.said) if line.worded else line.said
    if line.quantity < 0:
        return words("Back: {label}", label=line.said)
    return words("{quantity} × {label}", quantity=line.quantity, label=line.said)
