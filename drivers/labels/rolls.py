"""Labels straight onto a roll: which printer takes it, and the way there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drivers.labels import brother_ql
from drivers.labels.receipt_roll import roll_job
from drivers.printing.file import FileTransport
from drivers.printing.network import NetworkTransport
from drivers.printing.transport import Transport
from drivers.printing.troubles import CutOff
from drivers.printing.usb_port import UsbTransport
from ess_shop.domain.labels import Label
from ess_shop.domain.receipt_printer import WIDTHS
from ess_shop.errors import DeviceTrouble, NotFound
from ess_shop.ports import Progress, unheard
from ess_shop.wording import Words

_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}")
_RECEIPTS = {str(width): width for width in WIDTHS}


def print_on_roll(
    address: str, labels: Sequence[Label], roll: str, words: Words, *, progress: Progress = unheard
) -> None:
    """Print labels; DeviceTrouble if the printer is not ready, NotFound for a roll we do not print on."""
    name = roll.strip().lower().replace("×", "x")
    medium = brother_ql.MEDIA.get(name)
    if medium is None and name not in _RECEIPTS:
        raise NotFound(
            "no_such_roll",
            "No labels are printed on a roll {name}. Known are {known}.",
            name=roll,
            known=", ".join([*brother_ql.MEDIA, *_RECEIPTS]),
        )
    transport = transport_to(address)
    try:
        if medium is not None:
            written = brother_ql.job(labels, medium, words, progress=progress)
            brother_ql.send(transport, written, medium)
        else:
            transport.send(roll_job(labels, words, width_mm=_RECEIPTS[name], progress=progress))
    except DeviceTrouble as trouble:
        raise _said_of_labels(trouble, address) from trouble
    finally:
        transport.close()


def _said_of_labels(trouble: DeviceTrouble, address: str) -> DeviceTrouble:
    """Receipts wait and are printed later; labels do not."""
    if trouble.code == "printer_unreachable":
        return DeviceTrouble(
            "label_printer_unreachable",
            "The label printer {printer} does not answer. Check that it is switched on and plugged in, "
            "then print again.",
            printer=address,
        )
    if isinstance(trouble, CutOff):
        return DeviceTrouble(
            "label_printer_cut_off",
            "The label printer {printer} stopped in the middle. Look which labels came out, then print "
            "the others.",
            printer=address,
        )
    return trouble


def transport_to(address: str) -> Transport:
    """The way to a printer by how its address is written: `04f9:209b`, `/dev/usb/lp0`, else a host."""
    plain = address.strip()
    if _USB.fullmatch(plain):
        return UsbTransport(plain)
    return FileTransport(plain) if "/" in plain or "\\" in plain else NetworkTransport(plain)
