"""The lines of a Swiss QR-bill, element by element as the guidelines number them, and when there is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from drivers.bank.qr_bill import creditor_reference, payload, qr_bill, swiss_text
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.members import Identity, Member, MemberKind, PayoutMeans, VatStatus
from ess_shop.domain.postal import PostalAddress, postal_address
from ess_shop.domain.settlement import Account, Month, settle
from ess_shop.domain.shop import Shop
from ess_shop.reading import Statement

NOVEMBER = Month(2026, 11)
SHOP = Shop(
    "Bazar des Deux Rives", currency=CHF, country="CH", street="Rue du Lac 12", postcode="1860", town="Aigle"
)
IDENTITY = Identity(
    "m-1",
    "Les Ruches d’en Haut & Cœur",
    iban="CH93 0076 2011 6238 5295 7",
    street="Chemin des Œillets 3a",
    postcode="1867",
    town="Ollon",
    country="CH",
)
LIECHTENSTEIN = "LI21088100002324013AA"
QR_IBAN = "CH4431999123000889012"


def statement(
    minor: int = 128_405,
    *,
    shop: Shop = SHOP,
    identity: Identity = IDENTITY,
    means: PayoutMeans = PayoutMeans.TRANSFER,
    minimum: int = 0,
    preview: bool = False,
) -> Statement:
    """A statement that pays an amount carried from the month before."""
    member = Member("m-1", "M1", MemberKind.ASSOCIATION, VatStatus.NOT_SUBJECT, payout_means=means)
    account = Account("m-1", "M1", minimum, means, has_iban=True, openings={shop.currency.code: minor})
    return Statement(
        shop=shop,
        month=NOVEMBER,
        member=member,
        identity=identity,
        rows=settle(NOVEMBER, [account], shop).rows,
        lines=(),
        adjustments=(),
        approved_at="" if preview else "2026-12-03T10:00:00+01:00",
        preview=preview,
    )


def lines_of(paper: Statement) -> list[str]:
    bill = qr_bill(paper)
    assert bill is not None
    return payload(bill).split("\n")


def test_every_element_is_where_the_guidelines_put_it() -> None:
    assert lines_of(statement()) == [
        *("SPC", "0200", "1"),
        "CH9300762011623852957",
        *("S", "Les Ruches d'en Haut & Cœur", "Chemin des Œillets", "3a", "1867", "Ollon", "CH"),
        *("", "", "", "", "", "", ""),
        *("1284.05", "CHF"),
        *("S", "Bazar des Deux Rives", "Rue du Lac", "12", "1860", "Aigle", "CH"),
        *("SCOR", "RF28RV2026110001"),
        "RV-2026-11-0001",
        "EPD",
    ]


def test_no_line_is_longer_than_it_may_be() -> None:
    long = Identity(
        "m-1",
        "É" * 200,
        iban=LIECHTENSTEIN,
        street="Route " + "ü" * 200,
        postcode="9" * 40,
        town="V" * 90,
        country="li",
    )
    lines = lines_of(statement(1, identity=long, shop=replace(SHOP, name="B" * 200)))
    assert len(lines) == 31
    longest = dict(zip(range(4, 11), (1, 70, 70, 16, 16, 35, 2), strict=True))
    for first in (4, 20):
        for place, most in longest.items():
            assert len(lines[first - 4 + place]) <= most
    assert (len(lines[5]), len(lines[6]), len(lines[8]), len(lines[9])) == (70, 70, 16, 35)
    assert lines[18] == "0.01"
    assert len("\n".join(lines)) <= 997
    assert {lines[4], lines[20]} == {"S"}
    assert lines[10] == "LI"


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(statement(preview=True), id="preview"),
        pytest.param(statement(5, minimum=1_000), id="below the minimum"),
        pytest.param(statement(-5), id="negative"),
        pytest.param(statement(100_000_000_000), id="too much"),
        pytest.param(statement(means=PayoutMeans.CASH), id="cash"),
        pytest.param(statement(shop=replace(SHOP, currency=EUR)), id="euro"),
        pytest.param(statement(shop=replace(SHOP, town="")), id="shop without town"),
        pytest.param(statement(identity=replace(IDENTITY, iban="FR7630006000011234567890189")), id="French"),
        pytest.param(statement(identity=replace(IDENTITY, iban=QR_IBAN)), id="QR-IBAN"),
        pytest.param(statement(identity=replace(IDENTITY, iban="CH9300762011623852956")), id="bad IBAN"),
        pytest.param(statement(identity=replace(IDENTITY, postcode=" ")), id="no postcode"),
        pytest.param(statement(identity=replace(IDENTITY, name="")), id="erased"),
    ],
)
def test_where_no_qr_bill_can_pay_there_is_none(paper: Statement) -> None:
    assert qr_bill(paper) is None


@pytest.mark.parametrize("number", ["RV-2026-11-0001", "RV-2026-12-9999", "RV-2030-01-0042"])
def test_a_statements_number_is_a_creditor_reference(number: str) -> None:
    reference = creditor_reference(number)
    assert iso11649.is_valid(reference)
    assert reference[4:] == number.replace("-", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Zoë Łęcka-Œuvrard €", "Zoë Łęcka-Œuvrard €"),
        ("Șerban Țuțea", "Șerban Țuțea"),
        ("E\N{COMBINING ACUTE ACCENT}lise\r\nK", "Élise K"),
        ("L’Épi « bio » – Ω", "L'Épi « bio » - O"),
        ("🎉", ""),
        ("\x00\x1f\x7f\x80 a", "a"),
    ],
)
def test_the_letters_of_the_guidelines_stay(text: str, written: str) -> None:
    assert swiss_text(text, 70) == written


@given(st.text(max_size=120), st.integers(1, 70))
def test_any_text_is_one_line_of_known_signs(text: str, longest: int) -> None:
    written = swiss_text(text, longest)
    assert len(written) <= longest
    for sign in written:
        code = ord(sign)
        assert 0x20 <= code <= 0x7E or 0xA0 <= code <= 0x17F or 0x218 <= code <= 0x21B or sign == "€"


@pytest.mark.parametrize(
    ("street", "fields"),
    [
        ("Rue du Lac 12", ("Rue du Lac", "12")),
        ("Rue du Lac, 12 bis", ("Rue du Lac", "12 bis")),
        ("12, rue du Four", ("rue du Four", "12")),
        ("4 bis rue Haute", ("rue Haute", "4 bis")),
        ("3a chemin des Œillets", ("chemin des Œillets", "3a")),
        ("12-14 place du 8 Mai", ("place du 8 Mai", "12-14")),
        ("Place du 14 Juillet", ("Place du 14 Juillet", "")),
        ("Le Mas d’en Haut", ("Le Mas d’en Haut", "")),
        ("Lieu-dit Les 3 Fontaines", ("Lieu-dit Les 3 Fontaines", "")),
        ("", ("", "")),
    ],
)
def test_a_number_stands_apart_from_its_street(street: str, fields: tuple[str, str]) -> None:
    address = postal_address(replace(IDENTITY, street=street))
    assert address == PostalAddress(*fields, "1867", "Ollon", "CH")
