"""The payouts of a month as one file of bank transfers: ISO 20022, pain.001.001.09."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

from drivers.bank.characters import NOT_PROVIDED, sepa_text
from drivers.bank.checks import bank_code, cents, checked_account
from drivers.whole_file import remove, write_whole
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.money import Money
from ess_shop.domain.postal import PostalAddress, postal_address
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

SCHEMA = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
LONGEST_CODE, LONGEST_ID, LONGEST_NAME, LONGEST_TEXT = 16, 35, 70, 140
_PAYMENT = "CstmrCdtTrfInitn/PmtInf"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One amount to one account of `member` (an id), who gets no more than one.

    `reference` is what the receiver reads (the statement's number); `end_to_end` names the transfer for ever,
    so that a bank can tell a second upload from a second payment.
    """

    member: str
    name: str
    iban: str
    amount: Money
    reference: str
    end_to_end: str
    address: PostalAddress | None = None


def write_transfers(
    path: Path,
    transfers: Sequence[Transfer],
    *,
    shop: Shop,
    message_id: str,
    created_at: str,
    execution_day: date,
) -> bool:
    """Write one batch of transfers from the shop's account; the same input gives the same bytes.

    True if a file was written. Without transfers there is no valid file: an earlier one at `path` is removed.
    `created_at` is an ISO 8601 moment (ValueError otherwise). A shop without IBAN or BIC has `NOTPROVIDED` in
    their place: the schema allows it, most banks want the IBAN, so the caller warns.

    A SEPA transfer needs no postal address, so none is there; one in CHF has those that are known, field by
    field (unstructured ones are refused since 15 November 2026). Refused, and nothing touched: a wrong IBAN
    or BIC, an amount that is not positive, too large or in another currency, a shop in neither EUR nor CHF,
    a member or an end-to-end id that is there twice. StorageTrouble if the folder refuses.
    """
    if not transfers:
        remove(path)
        return False
    created = datetime.fromisoformat(created_at).isoformat(timespec="seconds")
    exported = _batch(transfers, shop, execution_day)
    content = _completed(exported, shop, sepa_text(message_id, LONGEST_ID), created)
    _check_sums(content, transfers)
    try_valid_xml(content, SCHEMA)
    write_whole(path, content)
    return True


def _batch(transfers: Sequence[Transfer], shop: Shop, execution_day: date) -> bytes:
    if shop.currency not in (EUR, CHF):
        raise Refused(
            "transfers_currency",
            "Bank transfers are written in EUR or CHF, not in {currency}.",
            currency=shop.currency.code,
        )
    config: dict[str, object] = {
        "name": sepa_text(shop.name, LONGEST_NAME),
        "IBAN": checked_account(shop.iban, shop.name) if shop.iban else NOT_PROVIDED,
        "batch": True,
        "currency": shop.currency.code,
        "domestic": shop.currency == CHF,
        "address": _address(postal_address(shop), shop),
    }
    if shop.bic:
        config["BIC"] = bank_code(shop.bic)
    batch = SepaTransfer(config, schema=SCHEMA, clean=False)
    ids: set[str] = set()
    members: set[str] = set()
    for transfer in transfers:
        end_to_end = sepa_text(transfer.end_to_end, LONGEST_ID)
        if end_to_end in ids:
            raise Refused(
                "transfer_twice",
                "The transfer {end_to_end} is there twice. No bank file was written.",
                end_to_end=end_to_end,
            )
        if transfer.member in members:
            raise Refused(
                "member_twice", "{name} is there twice. No bank file was written.", name=transfer.name
            )
        ids.add(end_to_end)
        members.add(transfer.member)
        batch.add_payment(
            {
                "name": sepa_text(transfer.name, LONGEST_NAME),
                "IBAN": checked_account(transfer.iban, transfer.name),
                "amount": cents(transfer.amount, transfer.name, shop),
                "description": sepa_text(transfer.reference, LONGEST_TEXT),
                "endtoend_id": end_to_end,
                "execution_date": execution_day,
                "address": _address(transfer.address, shop),
            }
        )
    return bytes(batch.export(validate=False))


def _address(address: PostalAddress | None, shop: Shop) -> dict[str, str]:
    """What a payment in CHF says of an address; the Swiss banks want no more than they can use."""
    if address is None or shop.currency != CHF:
        return {}
    fields = {
        "street_name": (address.street, LONGEST_NAME),
        "building_number": (address.number, LONGEST_CODE),
        "postcode": (address.postcode, LONGEST_CODE),
        "town": (address.town, LONGEST_ID),
        "country": (address.country, 2),
    }
    return {name: sepa_text(text, longest) for name, (text, longest) in fields.items() if text}


def _check_sums(content: bytes, transfers: Sequence[Transfer]) -> None:
    """What the file says it adds up to is what the statements pay: read back before it goes anywhere."""
    initiation = _at(ElementTree.fromstring(content), "CstmrCdtTrfInitn")  # noqa: S314 - written just now
    wanted = str(sum(transfer.amount.minor for transfer in transfers)), str(len(transfers))
    for place in ("GrpHdr", "PmtInf"):
        said = _at(initiation, f"{place}/CtrlSum").text or "", _at(initiation, f"{place}/NbOfTxs").text
        if (said[0].replace(".", "").lstrip("0"), said[1]) != wanted:
            raise Refused(
                "transfers_do_not_tie",
                "The bank file does not add up to what the statements pay. It was not written.",
            )


def _completed(exported: bytes, shop: Shop, message_id: str, created: str) -> bytes:
    """What sepaxml leaves out or draws at random: ids, the moment, what stands for a missing IBAN or BIC."""
    root = ElementTree.fromstring(exported)  # noqa: S314 - written a moment ago by ourselves
    _at(root, "CstmrCdtTrfInitn/GrpHdr/MsgId").text = message_id
    _at(root, "CstmrCdtTrfInitn/GrpHdr/CreDtTm").text = created
    _at(root, f"{_PAYMENT}/PmtInfId").text = message_id
    if not shop.iban:
        _not_provided(_at(root, f"{_PAYMENT}/DbtrAcct/Id"))
    if not shop.bic:
        _not_provided(_at(root, f"{_PAYMENT}/DbtrAgt/FinInstnId"))
    if shop.currency == CHF:
        # "As the service level says" means nothing in a domestic payment, which has none.
        payment = _at(root, _PAYMENT)
        payment.remove(_at(payment, "ChrgBr"))
    ElementTree.indent(root)
    ElementTree.register_namespace("", NAMESPACE)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _at(element: ElementTree.Element, path: str) -> ElementTree.Element:
    found = element.find(path, {"": NAMESPACE})
    if found is None:
        raise LookupError(path)
    return found


def _not_provided(element: ElementTree.Element) -> None:
    element.clear()
    other = ElementTree.SubElement(element, f"{{{NAMESPACE}}}Othr")
    ElementTree.SubElement(other, f"{{{NAMESPACE}}}Id").text = NOT_PROVIDED
