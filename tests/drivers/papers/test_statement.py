"""The monthly statement read back from its PDF: every figure, every line, and what it says in hard cases."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from statement_data import (
    HEURE,
    IDENTITY,
    LEMAN,
    MEMBER,
    ROUE,
    SHOP,
    a_busy_month,
    a_line,
    a_statement,
    euro,
)

from drivers.papers.statement import write_statement
from drivers.papers.statement_head import approval_day, masked_iban
from ess_shop.domain.currencies import CHF
from ess_shop.domain.members import PayoutMeans, VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Adjustment
from ess_shop.domain.terms import Bearer
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.reading import Statement
from ess_shop.wording import Words

ENGLISH = Words("en")


def pages_of(tmp_path: Path, statement: Statement) -> list[str]:
    """Write the statement and read the text of each page back."""
    path = tmp_path / "statement.pdf"
    write_statement(path, statement, ENGLISH)
    return [page.extract_text().replace("\N{NO-BREAK SPACE}", " ") for page in PdfReader(path).pages]


def text_of(tmp_path: Path, statement: Statement) -> str:
    return "\n".join(pages_of(tmp_path, statement))


def row(text: str, label: str) -> list[str]:
    """The amounts beside the only line that begins with `label`."""
    found = re.findall(rf"^{re.escape(label)}((?: -?[\d,.]+)+)$", text, re.MULTILINE)
    assert len(found) == 1, (label, found)
    return str(found[0]).split()


def test_a_month_says_who_what_and_how_much(tmp_path: Path) -> None:
    statement = a_statement(
        [
            a_line("12.00", local=[LEMAN.money(200)]),
            a_line("8.50", quantity=2, day=3, ticket="C1-000009", code="TIS-4", label="Tisane du soir"),
        ],
        openings={"EUR": 1_234, "LEM": 300},
        adjustments=(
            Adjustment(euro("-5.00"), "Frais de décembre"),
            Adjustment(euro("1.10"), "Erreur de novembre"),
        ),
    )
    text = text_of(tmp_path, statement)
    for said in (
        "Boutique commune des Deux Rives",
        "12, rue du Marché",
        "SIRET 552 100 554 00013",
        "VAT FR83552100554",
        "Savonnerie de la Dent d’Oche",
        "74500 Évian-les-Bains",
        "Member M012",
        "SIRET 732 829 320 00074",
        "VAT number FR44732829320",
        "Statement of sales — December 2010",
        "Statement RV-2010-12-0007",
        "Approved on January 4, 2011",
        "€26.74",
        "by transfer to FR76 … 0189",
        "5.00 LEM",
        "in coupons “Léman”",
        "€7.25 before tax + €1.45 VAT · invoice FC-2010-00012",
        "less the commission of your contract (30%); 70% of each sale",
        "This statement is not an invoice.",
        "page 1/1",
    ):
        assert said in text
    assert "30006000011234567890189" not in text
    assert row(text, "Sales, tax included") == ["29.00"]
    assert row(text, "Commission of the shop") == ["-8.70"]
    assert row(text, "Your part of the sales") == ["20.30"]
    assert row(text, "Part of it due in local currency") == ["-2.00", "2.00"]
    assert row(text, "Carried over from the month before") == ["12.34", "3.00"]
    assert row(text, "Frais de décembre") == ["-5.00"]
    assert row(text, "Erreur de novembre") == ["1.10"]
    assert row(text, "Balance") == ["26.74", "5.00"]
    assert row(text, "Paid to you") == ["26.74", "5.00"]
    assert row(text, "Carried to next month") == ["0.00", "0.00"]
    assert "1 Dec C1-000001 SAV-001 Savon au lait d’ânesse 1 12.00 12.00 70% 8.40 2.00" in text
    assert "3 Dec C1-000009 TIS-4 Tisane du soir 2 8.50 17.00 70% 11.90" in text
    assert "Total of 2 lines 3 29.00 20.30 2.00" in text
    assert "Your part due in EUR 18.30" in text


def test_long_months_show_every_line_and_tie(tmp_path: Path) -> None:
    statement = a_busy_month(1_500)
    pages = pages_of(tmp_path, statement)
    assert len(pages) == 33
    for number, page in enumerate(pages, start=1):
        assert f"page {number}/33" in page
        assert "RV-2010-12-0007 This statement is not an invoice." in page
    assert all(
        re.search("^Date Ticket Article Qty Price Total Share Your part incl. LEM$", page, re.MULTILINE)
        for page in pages[1:]
    )
    lines = re.findall(
        r"^\d+ Dec (C1-\d{6}) (SAV-\d{3}) .+ (-?\d+) [\d.]+ (-?[\d,.]+) 70% (-?[\d,.]+)(?: ([\d,.]+))?$",
        "\n".join(pages),
        re.MULTILINE,
    )
    amounts = ENGLISH.amount
    assert lines == [
        (
            line.ticket,
            line.code,
            str(line.quantity),
            amounts(line.total),
            amounts(line.share),
            *(amounts(part) for part in line.local or ()),
        )
        + (() if line.local else ("",))
        for line in statement.lines
    ]
    legal, local = statement.rows
    first, last = pages[0], pages[-1]
    total, part = amounts(legal.gross), amounts(legal.gross - legal.commission)
    assert row(first, "Your part of the sales") == [part]
    pieces = sum(line.quantity for line in statement.lines)
    assert f"Total of 1,500 lines {pieces:,} {total} {part} {amounts(local.share)}" in last
    assert f"Your part due in EUR {amounts(legal.share)}" in last


def test_the_same_statement_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_statement(tmp_path / name, a_busy_month(60, locals_=(LEMAN, ROUE)), ENGLISH)
        write_statement(tmp_path / "between.pdf", a_busy_month(5, seed=2), ENGLISH)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["between.pdf", "one.pdf", "two.pdf"]


def test_a_folder_that_is_missing_is_the_machines_trouble(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        write_statement(tmp_path / "missing" / "statement.pdf", a_statement([a_line()]), ENGLISH)


def test_a_preview_says_so_on_every_page(tmp_path: Path) -> None:
    approved = a_busy_month(120)
    preview = replace(approved, preview=True, approved_at="")
    pages = pages_of(tmp_path, preview)
    assert len(pages) > 2
    assert all("PREVIEW – not approved" in page for page in pages)
    assert "We would pay you" in pages[0]
    assert "Approved on" not in pages[0]
    assert "FC-2010" not in pages[0]
    assert not any("PREVIEW" in page for page in pages_of(tmp_path, approved))


def test_without_local_currency_there_is_no_column_for_it(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line()]))
    assert re.search(r"^Date Ticket Article Qty Price Total Share Your part$", text, re.MULTILINE)
    for code in ("LEM", "incl.", "local", "coupons", "due in"):
        assert code not in text


def test_a_local_balance_without_sales_in_it_needs_no_column(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line()], openings={"LEM": 450}))
    assert "incl." not in text
    assert row(text, "Balance") == ["8.40", "4.50"]
    assert "4.50 LEM" in text


def test_three_local_currencies_share_a_column_and_keep_their_sums(tmp_path: Path) -> None:
    parts = [ROUE.money(200), LEMAN.money(150), HEURE.money(1)]
    text = text_of(tmp_path, a_statement([a_line("40.00", local=parts), a_line("10.00", local=parts[:1])]))
    assert "From your sales to your payment EUR HEU LEM ROU" in text
    assert row(text, "Part of it due in local currency") == ["-15.50", "1", "1.50", "4.00"]
    assert row(text, "Paid to you") == ["19.50", "1", "1.50", "4.00"]
    assert "70% 28.00 1 HEU\n1.50 LEM\n2.00 ROU" in text
    assert "70% 7.00 2.00 ROU" in text
    assert "Total of 2 lines 2 50.00 35.00 1 HEU\n1.50 LEM\n4.00 ROU" in text
    assert "Your part due in EUR 19.50" in text


def test_an_empty_month_with_a_carried_balance(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement(openings={"EUR": 321}))
    assert "€0.00" in text
    assert "nothing this month: €3.21 is carried" in text
    assert row(text, "No sales this month") == ["0.00"]
    assert row(text, "Carried over from the month before") == ["3.21"]
    assert row(text, "Carried to next month") == ["3.21"]
    assert "below the minimum you chose (€5.00): it is carried" in text
    assert "invoice FC" not in text
    assert "Ticket" not in text


def test_a_negative_balance_is_said_and_carried(tmp_path: Path) -> None:
    back = a_line("80.00", quantity=-1, corrects="RV-2010-11-0003")
    text = text_of(tmp_path, a_statement([back], openings={"EUR": 1_000}))
    assert row(text, "Sales less 1 return, tax included") == ["-80.00"]
    assert row(text, "Commission of the shop") == ["24.00"]
    assert "€20.00 before tax + €4.00 VAT" in text
    assert row(text, "Balance") == ["-46.00"]
    assert row(text, "Paid to you") == ["0.00"]
    assert row(text, "Carried to next month") == ["-46.00"]
    assert "Your balance is negative (-€46.00): it is deducted next month." in text
    assert "-1 80.00 -80.00 70% -56.00\nReturn – corrects statement RV-2010-11-0003" in text


def test_a_member_without_iban_is_asked_for_it(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line()], identity=replace(IDENTITY, iban="")))
    assert "We have no IBAN for you: send us yours, and €8.40 will be paid." in text


def test_cash_and_nothing_owed(tmp_path: Path) -> None:
    in_cash = replace(MEMBER, payout_means=PayoutMeans.CASH)
    assert "in cash" in text_of(tmp_path, a_statement([a_line()], member=in_cash))
    evened = a_statement([a_line()], adjustments=(Adjustment(euro("-8.40"), "Avance"),))
    assert "nothing is owed this month" in text_of(tmp_path, evened)


@pytest.mark.parametrize(
    ("bearer", "said"),
    [
        (Bearer.SHOP, "borne by the shop"),
        (Bearer.MEMBER, "borne by you"),
        (Bearer.SHARED, "shared between you and the shop"),
    ],
)
def test_a_discount_says_who_bore_it_however_long_its_reason(
    tmp_path: Path, bearer: Bearer, said: str
) -> None:
    lines = [
        a_line("10.00", off="2.00", reason="coin abîmé", bearer=bearer),
        a_line("10.00", quantity=-1, off="2.00", bearer=bearer),
        a_line("10.00", off="2.00", reason="très " * 60, bearer=bearer),
    ]
    text = text_of(tmp_path, a_statement(lines))
    assert f"Discount of €2.00, {said} – coin abîmé\n" in text
    assert f"Return\nDiscount of €2.00, {said}\n" in text
    assert f"Discount of €2.00, {said} – très très" in text
    assert "A discount says below its line who bore it." in text


def test_returns_have_their_own_sum(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line("20.00", quantity=3), a_line("20.00", quantity=-1, day=9)]))
    assert "1 line sold 3 60.00 42.00" in text
    assert "1 line returned -1 -20.00 -14.00" in text
    assert "Total of 2 lines 2 40.00 28.00" in text
    assert "Return\n" in text
    assert "corrects" not in text


def test_commission_on_the_price_before_tax_is_shown_as_what_it_is(tmp_path: Path) -> None:
    line = a_line("105.50", share=euro("69.50"))
    text = text_of(tmp_path, a_statement([line, a_line("10.00")]))
    assert "Price Total Commission Your part" in text
    assert "105.50 105.50 30% 69.50" in text
    assert "(30% of the price before tax)" in text.replace("\n", " ")


def test_a_cent_of_difference_is_still_the_tag_price(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line("0.05", share=Money(3, SHOP.currency))]))
    assert "0.05 0.05 70% 0.03" in text


def test_several_rates_stand_on_their_lines(tmp_path: Path) -> None:
    lines = [a_line("10.00"), a_line("10.00", rate=Rate.percent("33.33"))]
    text = text_of(tmp_path, a_statement(lines))
    assert "10.00 10.00 66.67% 6.67" in text
    assert "(30% / 33.33%); 70% / 66.67% of each sale" in text.replace("\n", " ")


def test_markdowns_fees_net_prices_and_limits_are_explained(tmp_path: Path) -> None:
    marked = replace(a_line("9.00", label="Bol"), tag_price=euro("12.00"))
    fee = replace(
        a_line("10.00", share=euro("6.85"), label="Savon"), piece_fee=euro("0.15"), legal_share=euro("6.85")
    )
    net = replace(a_line("18.00", share=euro("11.50"), label="Cadre"), net=euro("11.50"))
    beyond = replace(
        a_line("20.00", off="5.00", bearer=Bearer.MEMBER, share=euro("12.00"), label="Vase"),
        shop_discount=euro("3.00"),
    )
    text = text_of(tmp_path, a_statement([marked, fee, net, beyond]))
    for said in (
        "Markdown first price €12.00, as agreed",
        "Fee €0.15 for each piece sold",
        "Fixed net €11.50 a piece is yours, whatever it is sold for",
        "18.00 18.00 net 11.50",
        "Discount of €5.00, borne by you",
        "Beyond your limit €3.00 of it are borne by the shop alone",
        "70% of each sale",
    ):
        assert said in text.replace("\n", " "), said
    for sentence in (
        "Goods marked down as your contract says count at the lower price.",
        "A fixed net price is yours in full",
        "The fee for each piece sold is taken of your part",
    ):
        assert sentence in text.replace("\n", " "), sentence
    assert "before tax)" not in text


def test_a_month_of_fixed_net_prices_speaks_of_no_percent(tmp_path: Path) -> None:
    net = replace(a_line("18.00", share=euro("11.50")), net=euro("11.50"))
    text = text_of(tmp_path, a_statement([net])).replace("\n", " ")
    assert "A fixed net price is yours in full" in text
    assert "commission of your contract" not in text
    free = replace(a_line("18.00", share=euro("0")), net=euro("0"))
    assert "18.00 18.00 net 0.00" in text_of(tmp_path, a_statement([free]))


def test_a_shop_outside_vat_and_a_swiss_shop(tmp_path: Path) -> None:
    outside = replace(SHOP, vat_liable=False, vat_number="")
    text = text_of(tmp_path, a_statement([a_line()], shop=outside))
    assert "before tax +" not in text
    assert "invoice FC-2010-00012" in text
    swiss = replace(SHOP, currency=CHF, locals=(), country="CH")
    francs = replace(
        a_line(),
        unit_price=Money(1_200, CHF),
        discount=Money(0, CHF),
        total=Money(1_200, CHF),
        share=Money(840, CHF),
        legal_share=Money(840, CHF),
    )
    text = text_of(tmp_path, a_statement([francs], shop=swiss))
    assert "8.40 CHF" in text
    assert "FRANCE" in text


def test_many_adjustments_flow_over_the_page_with_their_heading(tmp_path: Path) -> None:
    fees = tuple(Adjustment(euro("-0.10"), f"Frais {number}") for number in range(1, 61))
    pages = pages_of(tmp_path, a_statement([a_line("50.00")], adjustments=fees))
    text = "\n".join(pages)
    assert all(row(text, f"Frais {number}") == ["-0.10"] for number in range(1, 61))
    assert all("From your sales to your payment" in page for page in pages if "Frais " in page)


def test_an_unreasoned_adjustment_says_so(tmp_path: Path) -> None:
    text = text_of(tmp_path, a_statement([a_line()], adjustments=(Adjustment(euro("-1.00"), " "),)))
    assert row(text, "Adjustment without a reason") == ["-1.00"]


@pytest.mark.parametrize("share", ["8.41", "8.39"])
def test_a_statement_whose_lines_do_not_tie_is_refused(tmp_path: Path, share: str) -> None:
    statement = a_statement([a_line()])
    wrong = replace(statement, lines=[a_line(share=euro(share))])
    with pytest.raises(Refused) as refused:
        write_statement(tmp_path / "wrong.pdf", wrong, ENGLISH)
    assert refused.value.code == "statement_does_not_tie"
    assert "M012" in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_missing_adjustments_and_unknown_local_parts_do_not_tie() -> None:
    fined = a_statement([a_line()], adjustments=(Adjustment(euro("-1.00"), "Retard"),))
    local = a_statement([a_line(local=[LEMAN.money(100)])])
    for wrong in (replace(fined, adjustments=()), replace(local, rows=local.rows[:1])):
        with pytest.raises(Refused):
            write_statement(Path("never.pdf"), wrong, ENGLISH)


def test_approval_is_dated_where_the_shop_is() -> None:
    statement = a_statement([a_line()])
    assert approval_day(statement) == date(2011, 1, 4)
    assert approval_day(replace(statement, approved_at="2011-01-03T23:30:00")) == date(2011, 1, 3)
    assert approval_day(replace(statement, approved_at="")) is None


def test_an_iban_is_masked() -> None:
    assert masked_iban("FR76 3000 6000 0112 3456 7890 189") == "FR76\xa0…\xa00189"
    assert masked_iban("FR760189") == "…"


def test_a_member_may_have_no_identity_left(tmp_path: Path) -> None:
    erased = replace(
        IDENTITY, name="", street="", postcode="", town="", contact="", siret="", vat_number="", iban=""
    )
    member = replace(MEMBER, vat_status=VatStatus.NOT_SUBJECT)
    text = text_of(tmp_path, a_statement([a_line()], identity=erased, member=member))
    assert text.count("M012") == 2
