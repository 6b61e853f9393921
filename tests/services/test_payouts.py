"""What leaves the shop for its members: once, from the approval on, and a doubtful account alone waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shop_builder import APRIL, IBAN, MARCH, ShopBuilder, card, coupons, euro, when

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, PayoutMeans
from ess_shop.domain.payout_words import reason_said
from ess_shop.domain.settlement import Carried, Month
from ess_shop.errors import Refused
from ess_shop.reading import SettledMonth
from ess_shop.services import enrolling, paying, settling
from ess_shop.services.composing import Asked
from ess_shop.services.payout_papers import PayoutPapers, write_payout_papers
from ess_shop.services.payouts import payouts_of
from ess_shop.services.planning_month import confirm_account
from ess_shop.services.publishing import publish
from ess_shop.services.registering import change_shop, register_members
from ess_shop.wording import speaking
from ui.bootstrap import PaperWriter

OTHER = "FR7630004000031234567890143"
PAIN = {"": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
WORDS = speaking("en")


@pytest.fixture
def sqlite_shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """The same hands on a file alone, for what asks the database nothing new."""
    return ShopBuilder(sqlite_books)


def approved(shop: ShopBuilder) -> dict[str, Member]:
    """March, approved: four members by transfer, one of whom takes coupons too, and one in cash."""
    members = {code: shop.member(code) for code in ("M1", "M2", "M3")}
    members["M4"] = shop.member("M4", accepts="50")
    members["M5"] = shop.member("M5", means=PayoutMeans.CASH)
    sold(shop, members, when(3))
    shop.settle(MARCH, pay=False)
    return members


def sold(shop: ShopBuilder, members: dict[str, Member], day: datetime) -> None:
    """A day on which something of everybody is sold, for 50 in all."""
    goods = [shop.article(member) for member in members.values()]
    shop.open(day)
    shop.sell([Asked(article.id) for article in goods], coupons("5"), card("45"))
    shop.close()


def moves_bank(shop: ShopBuilder, member: Member, iban: str, at: datetime) -> None:
    """The member has another bank account, so they say."""
    with shop.books.read() as read:
        file = read.member_file(member.id)
    later = replace(file.member, revision=file.member.revision + 1)
    enrolling.change(shop.books, later, replace(file.identity, iban=iban), id=new_id(), at=at)


def settled_of(shop: ShopBuilder, month: Month = MARCH) -> SettledMonth:
    with shop.books.read() as read:
        settled = read.settled(month)
    assert settled is not None
    return settled


def write(shop: ShopBuilder, folder: Path, month: Month = MARCH) -> PayoutPapers:
    with shop.books.read() as read:
        settled = read.settled(month)
        assert settled is not None
        return write_payout_papers(read, settled, folder, PaperWriter(WORDS))


def said(done: PayoutPapers) -> list[str]:
    return [WORDS.error(each.why) for each in done.held]


def in_file(folder: Path) -> dict[str, str]:
    """End-to-end ids and amounts of a bank file whose sums tie."""
    root = ElementTree.parse(folder / "transfers.xml").getroot()
    ids = [str(each.text) for each in root.findall(".//EndToEndId", PAIN)]
    amounts = [str(each.text) for each in root.findall(".//InstdAmt", PAIN)]
    total = sum(round(float(amount) * 100) for amount in amounts)
    assert {each.text for each in root.findall(".//CtrlSum", PAIN)} == {f"{total / 100:.2f}"}
    assert {each.text for each in root.findall(".//NbOfTxs", PAIN)} == {str(len(ids))}
    assert {each.text for each in root.findall(".//ReqdExctnDt/Dt", PAIN)} == {"2026-04-01"}
    return dict(zip(ids, amounts, strict=True))


def test_the_bank_file_is_there_from_the_approval_on_and_ties_to_the_statements(
    shop: ShopBuilder, tmp_path: Path
) -> None:
    approved(shop)
    done = write(shop, tmp_path / "first")
    assert in_file(tmp_path / "first") == {
        "RV-2026-03-0001": "7.00",
        "RV-2026-03-0002": "7.00",
        "RV-2026-03-0003": "7.00",
        "RV-2026-03-0004": "3.50",
    }
    assert [path.name for path in done.files] == [
        "transfers.xml",
        "transfers.csv",
        "transfers.pdf",
        "cash-payouts.pdf",
        "local-payouts.csv",
        "local-payouts.pdf",
    ]
    assert (done.transfers, done.held) == (4, ())
    with shop.books.read() as read:
        payouts = payouts_of(read, settled_of(shop))
    stated = sum(row.paid.minor for row in settled_of(shop).rows if row.paid.currency == euro("0").currency)
    assert sum(each.amount.minor for each in (*payouts.transfers, *payouts.cash)) == stated
    write(shop, tmp_path / "second")
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes(), path.name


def test_an_account_changed_after_the_approval_blocks_that_payout_alone(
    shop: ShopBuilder, tmp_path: Path
) -> None:
    members = approved(shop)
    moves_bank(shop, members["M2"], OTHER, when(2, 4))
    done = write(shop, tmp_path)
    assert said(done) == ["Atelier M2: the IBAN has changed and nobody confirmed it, €7.00 is left out."]
    assert "RV-2026-03-0002" not in in_file(tmp_path)
    assert len(in_file(tmp_path)) == 3
    confirm_account(shop.books, MARCH, members["M2"].id, at=when(2, 4, hour=11), who="")
    assert said(write(shop, tmp_path)) == []
    assert in_file(tmp_path)["RV-2026-03-0002"] == "7.00"
    assert OTHER in (tmp_path / "transfers.xml").read_text()
    moves_bank(shop, members["M2"], IBAN, when(1, 3))  # the clock was set back: the order counts
    assert len(said(write(shop, tmp_path))) == 1
    assert shop.defects() == []


@pytest.mark.parametrize(
    ("iban", "sentence"),
    [
        ("FR7630006000011234567890188", "Atelier M3: the IBAN is not right, €7.00 is left out."),
        ("", "Atelier M3: there is no IBAN, €7.00 is left out."),
    ],
)
def test_a_bad_account_blocks_that_payout_alone(
    sqlite_shop: ShopBuilder, tmp_path: Path, iban: str, sentence: str
) -> None:
    shop = sqlite_shop
    members = approved(shop)
    wrong = (replace(members["M3"], revision=2), Identity(members["M3"].id, "Atelier M3", iban=iban))
    register_members(shop.books, [wrong], [], id=new_id(), at=shop.tick())
    assert said(write(shop, tmp_path)) == [sentence]
    assert len(in_file(tmp_path)) == 3


def test_what_the_bank_executed_is_not_given_to_it_twice(shop: ShopBuilder, tmp_path: Path) -> None:
    approved(shop)
    write(shop, tmp_path)
    bank_file = (tmp_path / "transfers.xml").read_bytes()
    paying.pay(shop.books, id=new_id(), at=when(4, 4), month=MARCH)
    done = write(shop, tmp_path)
    assert [WORDS(sentence, **facts) for sentence, facts in done.remarks] == [
        "The payouts of March 2026 were made on 4 Apr 2026: the bank file is not written again."
    ]
    assert (tmp_path / "transfers.xml").read_bytes() == bank_file
    assert next(path.name for path in write(shop, tmp_path / "new").files) == "transfers.csv"
    with shop.books.read() as read:
        publish(read, settled_of(shop), tmp_path / "all", PaperWriter(WORDS), with_statements=False)
    assert not (tmp_path / "all" / "transfers.xml").exists()


def test_what_was_left_out_is_owed_again_and_paid_once(shop: ShopBuilder, tmp_path: Path) -> None:
    members = approved(shop)
    moves_bank(shop, members["M1"], OTHER, when(2, 4))
    (held,) = write(shop, tmp_path).held
    with pytest.raises(Refused) as undecided:
        paying.pay(shop.books, id=new_id(), at=when(4, 4), month=MARCH)
    assert undecided.value.code == "payout_undecided"
    assert "Atelier M1" in str(undecided.value)
    left_out = {held.key: reason_said(held, WORDS)}
    for _twice in range(2):
        paying.pay(shop.books, id=new_id(), at=when(4, 4), month=MARCH, left_out=left_out)
    assert shop.owed() == {("M1", "EUR"): 700}
    sold(shop, members, when(6, 4))
    april = shop.settle(APRIL, pay=False)
    first = next(row for row in april.rows if row.code == "M1")
    assert (first.paid, first.why_carried) == (euro("0"), Carried.IBAN_CHANGED)
    assert first.carried == euro("14")
    paying.pay(shop.books, id=new_id(), at=when(2, 5), month=APRIL)
    assert shop.owed() == {("M1", "EUR"): 1400}
    assert shop.defects() == []


def test_a_change_stays_unconfirmed_until_somebody_confirms_it(shop: ShopBuilder) -> None:
    members = approved(shop)
    paying.pay(shop.books, id=new_id(), at=when(3, 4), month=MARCH)
    moves_bank(shop, members["M1"], OTHER, when(3, 4, hour=12))
    for month in (APRIL, Month(2026, 5)):
        sold(shop, members, when(6, month.number))
        row = next(each for each in shop.settle(month).rows if each.code == "M1")
        assert row.why_carried is Carried.IBAN_CHANGED
    sold(shop, members, when(6, 6))
    june = Month(2026, 6)
    confirm_account(shop.books, june, members["M1"].id, at=when(30, 6), who="")
    row = next(each for each in shop.settle(june).rows if each.code == "M1")
    assert (row.paid, row.carried) == (euro("21"), euro("0"))
    assert shop.defects() == []


def test_what_came_back_is_on_no_list_any_more(sqlite_shop: ShopBuilder) -> None:
    shop = sqlite_shop
    members = approved(shop)
    paying.pay(shop.books, id=new_id(), at=when(4, 4), month=MARCH)
    back = {(members["M2"].id, "EUR"): "account closed", (members["M4"].id, "LOC"): "not fetched"}
    paying.take_payouts_back(shop.books, id=new_id(), at=when(5, 4), month=MARCH, refused=back)
    with shop.books.read() as read:
        payouts = payouts_of(read, settled_of(shop))
    assert [each.code for each in payouts.transfers] == ["M1", "M3", "M4"]
    assert payouts.local == ()


def test_papers_that_are_wanted_no_more_go(sqlite_shop: ShopBuilder, tmp_path: Path) -> None:
    shop = sqlite_shop
    members = approved(shop)
    write(shop, tmp_path)
    paying.pay(shop.books, id=new_id(), at=when(4, 4), month=MARCH)
    back = {(members["M5"].id, "EUR"): "was away", (members["M4"].id, "LOC"): "was away"}
    paying.take_payouts_back(shop.books, id=new_id(), at=when(5, 4), month=MARCH, refused=back)
    left = {path.name for path in write(shop, tmp_path).files}
    assert left == {"transfers.xml", "transfers.csv", "transfers.pdf", "local-payouts.csv"}


def test_a_month_that_is_not_approved_pays_nobody(sqlite_shop: ShopBuilder, tmp_path: Path) -> None:
    shop = sqlite_shop
    bowl = shop.article(shop.member())
    shop.open(when(3))
    shop.sell(bowl, card("10"))
    shop.close()
    with shop.books.read() as read, pytest.raises(Refused) as refused:
        write_payout_papers(read, settling.preview(read, MARCH), tmp_path / "p", PaperWriter(WORDS))
    assert refused.value.code == "month_not_approved_to_pay"
    assert not (tmp_path / "p").exists()


def test_a_shop_without_account_is_told(sqlite_shop: ShopBuilder, tmp_path: Path) -> None:
    approved(sqlite_shop)
    (remark,) = write(sqlite_shop, tmp_path).remarks
    assert "no IBAN" in remark[0]
    with sqlite_shop.books.read() as read:
        changed = replace(read.shop(), iban=OTHER, revision=2)
    change_shop(sqlite_shop.books, changed, id=new_id(), at=sqlite_shop.tick())
    assert write(sqlite_shop, tmp_path).remarks == ()
