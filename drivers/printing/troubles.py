"""What can go wrong with a printer, each as a sentence that names the next step."""

from __future__ import annotations

import errno

from ess_shop.domain.receipt_printer import Wire
from ess_shop.errors import DeviceTrouble, ShopError

MARK = "RÉIMPRESSION"
"""Printed before a paper that may be on paper already, wholly or in part."""


class CutOff(DeviceTrouble):
    """A trouble after sending began: part of the paper may be printed."""


def unreachable(printer: str, cause: OSError | None = None) -> DeviceTrouble:
    """Nobody is there, or this account may not go there."""
    if cause is not None and cause.errno in {errno.EACCES, errno.EPERM}:
        return DeviceTrouble(
            "printer_not_allowed",
            "This computer does not let the till use the printer {printer}. Whoever looks after the computer "
            "must allow it (group “lp” or “dialout”); then log in again.",
            printer=printer,
        )
    return DeviceTrouble(
        "printer_unreachable",
        "The printer {printer} does not answer. Check that it is switched on and that its cable is "
        "plugged in; what waits is printed as soon as it is back.",
        printer=printer,
    )


def library_missing() -> DeviceTrouble:
    """USB without libusb."""
    return DeviceTrouble(
        "usb_library_missing",
        "This computer lacks libusb, without which no USB printer works: install the package libusb-1.0, "
        "then start the till again.",
    )


def cut_off(printer: str) -> CutOff:
    """The connection broke, or the printer took nothing more, in the middle."""
    return CutOff(
        "printer_cut_off",
        "The printer {printer} stopped in the middle of a paper. Check its paper and its cable; the paper is "
        "printed again, marked “{mark}”.",
        printer=printer,
        mark=MARK,
    )


def unsure(printer: str, wire: Wire) -> CutOff:
    """Everything was sent, and the printer does not confirm it."""
    trouble = not_ready(printer, wire)
    return CutOff(trouble.code, trouble.sentence, **trouble.facts)


def not_ready(printer: str, wire: Wire) -> DeviceTrouble:
    """What the printer said, or did not say, before or after a paper."""
    if wire is Wire.PAPER_OUT:
        return DeviceTrouble(
            "printer_paper_out",
            "The printer {printer} has no paper. Put in a new roll; printing then goes on by itself.",
            printer=printer,
        )
    if wire is Wire.COVER_OPEN:
        return DeviceTrouble(
            "printer_cover_open",
            "The cover of the printer {printer} is open. Close it; printing then goes on by itself.",
            printer=printer,
        )
    if wire is Wire.OFFLINE:
        return DeviceTrouble(
            "printer_offline",
            "The printer {printer} is not ready. Look at its lights, or switch it off and on again; printing "
            "then goes on by itself.",
            printer=printer,
        )
    return DeviceTrouble(
        "printer_silent",
        "The printer {printer} is connected but says nothing. Switch it off and on again; printing then goes "
        "on by itself.",
        printer=printer,
    )


def gave_up(printer: str, title: str) -> DeviceTrouble:
    """A paper broke off again and again: a person must look before more paper is wasted."""
    return DeviceTrouble(
        "printer_gave_up",
        "“{title}” was begun several times and never confirmed by the printer {printer}. See what came out, "
        "then have it tried again or give it up.",
        title=title,
        printer=printer,
    )


def drawer_shut(printer: str) -> DeviceTrouble:
    """The drawer did not open in time, and will not open by surprise later."""
    return DeviceTrouble(
        "drawer_shut",
        "The drawer was not opened, because the printer {printer} is not ready. Open it with its key.",
        printer=printer,
    )


def damaged(name: str, folder: str) -> DeviceTrouble:
    """A stored paper that cannot be read."""
    return DeviceTrouble(
        "print_job_damaged",
        "A paper that waited for the printer is damaged and was set aside ({name} in {folder}). "
        "Print it again from its ticket.",
        name=name,
        folder=folder,
    )


def of_storage(trouble: ShopError) -> DeviceTrouble:
    """A trouble of the queue's folder, told as the printer's."""
    return DeviceTrouble(trouble.code, trouble.sentence, **trouble.facts)


def ours() -> DeviceTrouble:
    """A fault of this program; its traceback is in the log."""
    return DeviceTrouble(
        "printer_fault", "Printing failed because of a fault in this program. Start the till again."
    )
