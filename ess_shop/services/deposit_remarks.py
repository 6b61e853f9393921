"""What is to know of a list's line that brings a known article: where the books differ, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_shop.domain.articles import Article
from ess_shop.domain.deposit_list import Remark
from ess_shop.domain.money import Rate
from ess_shop.domain.searching import folded
from ess_shop.services.deposit_said import Said


def otherwise(said: Said, known: Article, barcodes: Sequence[str]) -> list[Remark]:
    """What the list says otherwise than the books."""
    remarks: list[Remark] = []
    if said.price is not None and said.price != known.price:
        remarks.append(
            ("The list says {listed}, the books say {known}.", {"listed": said.price, "known": known.price})
        )
    if said.vat is not None and said.vat != known.vat:
        remarks.append(
            (
                "The list says {listed} of VAT, the books say {known}.",
                {"listed": said.vat, "known": known.vat},
            )
        )
    if said.label is not None and folded(said.label) != folded(known.label):
        remarks.append(
            (
                "The list says “{listed}”, the books say “{known}”.",
                {"listed": said.label, "known": known.label},
            )
        )
    if said.second_hand and not known.second_hand:
        remarks.append(("The list says second-hand, the books say new.", {}))
    for barcode in sorted(set(barcodes) - set(known.barcodes)):
        remarks.append(("The books do not know the barcode {value} of it.", {"value": barcode}))
    return remarks


def on_net(said: Said, known: Article, percent: Rate | None) -> Iterator[Remark]:
    """What is to know of a known article's net price; `percent` holds as long as it has none."""
    if percent is not None and said.net is None:
        yield (
            "No net price is known of “{label}”: the shop keeps {percent} of it.",
            {"label": known.label, "percent": percent},
        )
    elif percent is not None:
        yield ("From now on the member gets {net} for each piece.", {"net": said.net})
    elif said.net is not None and known.net is None:
        yield ("The contract has no fixed net prices: that of the list is left aside.", {})
    elif said.net is not None and said.net != known.net:
        yield (
            "The list says {listed} of net price, the books say {known}.",
            {"listed": said.net, "known": known.net},
        )
