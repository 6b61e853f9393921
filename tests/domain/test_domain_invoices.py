"""An invoice as a value: what it must add up to, who is on it, what it says; one that is wrong is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ess_shop.domain.currencies import EUR
from ess_shop.domain.invoice_parties import (
    is_country,
    member_gaps,
    member_party,
    on_one_line,
    shop_gaps,
    shop_party,
)
from ess_shop.domain.invoice_words import mentions_of, payment_of, sums_of, title_of
from ess_shop.domain.invoices import (
    FRANCHISE,
    Category,
    Earlier,
    Invoice,
    InvoiceKind,
    InvoiceLine,
    Party,
    Subject,
)
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import ZERO_RATE, Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.wording import speaking

TWENTY = Rate.percent(20)
SELLER = Party("Boutique", "1 place du Marché", "38130", "Échirolles", "FR", siret="55210055400013")
BUYER = Party("Atelier", "2 rue Neuve", "38000", "Grenoble", "FR", siret="73282932000074", code="M1")


def euros(minor: int) -> Money:
    return Money(minor, EUR)


def line(net: int, tax: int, rate: Rate = TWENTY, category: Category = Category.STANDARD) -> InvoiceLine:
    return InvoiceLine(Subject.COMMISSION, euros(net), euros(tax), rate, category)


def invoice(*lines: InvoiceLine, total: int = 3600, number: str = "FC-2026-00001") -> Invoice:
    return Invoice(
        kind=InvoiceKind.COMMISSION,
        number=number,
        day=date(2026, 12, 3),
        month=Month(2026, 11),
        seller=SELLER,
        buyer=BUYER,
        lines=lines or (line(3000, 600),),
        total=euros(total),
        retained=euros(total),
        statement="RV-2026-11-0001",
    )


@pytest.mark.parametrize("number", ["FC-2026-00001", "AF-2026-A.B-1".replace(".", "/"), "a+b_c/d", "x" * 35])
def test_numbers_that_every_system_takes(number: str) -> None:
    assert invoice(number=number).number == number


@pytest.mark.parametrize("number", ["", "FC 1", "FC.1", "É1", "x" * 36, "FC-1\n"])
def test_numbers_that_some_system_refuses(number: str) -> None:
    with pytest.raises(Refused) as wrong:
        invoice(number=number)
    assert wrong.value.code == "bad_invoice_number"


@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ((line(3000, 600),), 3601),
        ((line(3000, 500),), 3500),
        ((line(3000, 602),), 3602),
        ((line(3000, 1, ZERO_RATE, Category.EXEMPT),), 3001),
        ((line(3000, 0, TWENTY, Category.EXEMPT),), 3000),
        ((line(3000, 600), line(1000, 198)), 4798 + 1),
    ],
)
def test_what_does_not_add_up_is_refused(lines: tuple[InvoiceLine, ...], total: int) -> None:
    with pytest.raises(Refused) as wrong:
        invoice(*lines, total=total)
    assert wrong.value.code == "invoice_does_not_add_up"


def test_an_invoice_of_nothing_is_refused() -> None:
    with pytest.raises(Refused):
        replace(invoice(), lines=(), total=euros(0), retained=euros(0))


def test_each_line_may_be_rounded_by_a_cent() -> None:
    made = invoice(line(33, 7), line(33, 7), line(33, 7), total=120)
    (total,) = made.totals
    assert (total.net, total.tax, total.count) == (euros(99), euros(21), 3)


def test_rates_apart_the_highest_first() -> None:
    made = invoice(line(1000, 55, Rate.percent("5.5")), line(3000, 600), line(1000, 200), total=5855)
    assert [(each.rate, each.net.minor, each.tax.minor) for each in made.totals] == [
        (TWENTY, 4000, 800),
        (Rate.percent("5.5"), 1000, 55),
    ]
    assert made.before_tax + made.tax == made.total


def test_a_commission_is_settled_at_once_and_goods_within_thirty_days() -> None:
    commission = invoice()
    assert (commission.due, commission.payable_on) == (euros(0), date(2026, 12, 3))
    bought = replace(commission, kind=InvoiceKind.SELF_BILLED, retained=euros(0))
    assert (bought.due, bought.payable_on) == (euros(3600), date(2027, 1, 2))
    assert (bought.shop, bought.member) == (BUYER, SELLER)


def test_a_credit_note_names_what_it_corrects() -> None:
    with pytest.raises(Refused) as alone:
        replace(invoice(), credit=True)
    assert alone.value.code == "credit_note_without_invoice"
    assert alone.value.facts["member"] == "M1"
    made = replace(invoice(), credit=True, corrects=(Earlier("FC-2026-00001", date(2026, 11, 3)),))
    words = speaking("fr")
    assert "Rectifie la facture FC-2026-00001 du 3 novembre 2026." in [
        said.text for said in mentions_of(made, words)
    ]
    assert title_of(made, words) == "Avoir sur commission"


def test_french_mentions_are_of_french_invoices() -> None:
    words = speaking("fr")
    french = {said.about for said in mentions_of(invoice(), words)}
    assert {"PMD", "PMT", "AAB"} <= french
    abroad = replace(invoice(), seller=replace(SELLER, country="CH"), buyer=replace(BUYER, country="CH"))
    assert {said.about for said in mentions_of(abroad, words)} == {""}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_self_billing_is_said_word_by_word(language: str) -> None:
    bought = replace(
        invoice(),
        kind=InvoiceKind.SELF_BILLED,
        retained=euros(0),
        mandate_on=date(2026, 1, 15),
        contest_until=date(2026, 12, 18),
    )
    first, made, *_ = (said.text for said in mentions_of(bought, speaking(language)))
    assert first == "Autofacturation"
    assert "2026" in made
    assert "18" in made
    assert "RV-2026-11-0001" in payment_of(bought, speaking(language))


def test_sums_lead_to_what_is_left() -> None:
    words = speaking("fr")
    steps = [(label, amount.minor) for label, amount, _ in sums_of(invoice(), words)]
    assert steps == [
        ("Total HT", 3000),
        ("TVA 20\N{NO-BREAK SPACE}% sur 30,00\N{NO-BREAK SPACE}€", 600),
        ("Total TTC", 3600),
        ("Déjà réglé sur ce que la boutique vous doit", -3600),
    ]
    assert FRANCHISE == "TVA non applicable, art. 293 B du CGI"


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (MemberKind.SOLE_TRADER, "Maude Lefèvre", "Maude Lefèvre EI"),
        (MemberKind.SOLE_TRADER, "EI Maude Lefèvre", "EI Maude Lefèvre"),
        (
            MemberKind.SOLE_TRADER,
            "Maude Lefèvre, entrepreneur individuel",
            "Maude Lefèvre, entrepreneur individuel",
        ),
        (MemberKind.SOLE_TRADER, "EIFFEL", "EIFFEL EI"),
        (MemberKind.SOLE_TRADER, "", ""),
        (MemberKind.COMPANY, "Tissages SARL", "Tissages SARL"),
    ],
)
def test_sole_traders_say_that_they_are(kind: MemberKind, name: str, said: str) -> None:
    member = Member("m1", "M1", kind, VatStatus.FRANCHISE)
    assert member_party(member, Identity("m1", name, contact=name)).name == said
    assert member_party(member, Identity("m1", name, contact=name)).contact == ""


def test_a_swiss_trader_is_no_french_one() -> None:
    member = Member("m1", "M1", MemberKind.SOLE_TRADER, VatStatus.FRANCHISE)
    assert member_party(member, Identity("m1", "Urs Meier", country="CH")).name == "Urs Meier"


def test_a_vat_number_is_of_those_who_are_liable() -> None:
    identity = Identity("m1", "Atelier", vat_number="FR44732829320")
    for status, number in ((VatStatus.LIABLE, "FR44732829320"), (VatStatus.FRANCHISE, "")):
        assert member_party(Member("m1", "M1", MemberKind.COMPANY, status), identity).vat_number == number
    shop = Shop("Boutique", vat_number="FR66552100554")
    assert shop_party(shop).vat_number == "FR66552100554"
    assert shop_party(replace(shop, vat_liable=False)).vat_number == ""


def test_gaps_of_a_shop() -> None:
    bare = Shop("")
    codes = [gap.code.removeprefix("invoice_needs_shop_") for gap in shop_gaps(bare)]
    assert codes == ["name", "street", "postcode", "town", "siret", "vat_number"]
    swiss = Shop("Boutique", street="1 rue", postcode="1201", town="Genève", country="CH", vat_liable=False)
    assert list(shop_gaps(swiss)) == []


@pytest.mark.parametrize(
    ("code", "known"),
    [("FR", True), ("CH", True), ("GB", True), ("UK", False), ("fr", False), ("", False), ("EU", False)],
)
def test_countries(code: str, known: bool) -> None:
    assert is_country(code) is known
    member = Member("m1", "M1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    identity = Identity("m1", "Ann", street="1 High Street", postcode="E1", town="London", country=code)
    codes = [gap.code for gap in member_gaps(member, identity, "FC-1", sells=False)]
    assert codes == ([] if known else ["invoice_needs_country"])


def test_texts_on_one_line() -> None:
    assert on_one_line(" Atelier\x0b«\N{NO-BREAK SPACE}Fil\N{NO-BREAK SPACE}»\n") == "Atelier «\xa0Fil\xa0»"
