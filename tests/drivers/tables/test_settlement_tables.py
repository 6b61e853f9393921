"""A settled month as tables, to the byte: legal and local currencies with 0, 2 and 3 decimals."""

from dataclasses import replace
from pathlib import Path

from drivers.tables.settlement import (
    write_commission_invoices,
    write_local_payouts,
    write_settlement,
    write_transfers,
)
from ess_shop.domain.currencies import CHF, EUR, LocalCurrency
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.payouts import Payout
from ess_shop.domain.settlement import Adjustment, Carried, Month, Row
from ess_shop.domain.shop import Shop

WHOLE = Currency("SOL", 0)
MILL = Currency("MIL", 3)
SHOP = Shop("Boutique", locals=(LocalCurrency(WHOLE), LocalCurrency(MILL)))
MONTH = Month(2010, 12)


def a_row(
    code: str, currency: Currency, balance: int, *, opening: int = 0, carried: int = 0, **figures: int
) -> Row:
    def money(minor: int) -> Money:
        return Money(minor, currency)

    none = money(0)
    return Row(
        member_id=f"id-{code}",
        code=code,
        opening=money(opening),
        gross=money(figures.get("gross", 0)),
        commission=money(figures.get("commission", 0)),
        commission_before_tax=money(figures.get("before_tax", 0)),
        kept=none,
        share=money(balance - opening - figures.get("adjustments", 0)),
        adjustments=money(figures.get("adjustments", 0)),
        fees=(),
        paid=money(balance - carried),
        carried=money(carried),
        why_carried=Carried.NEGATIVE if carried < 0 else Carried.NOT,
        payout_means=PayoutMeans.TRANSFER,
        margin=none,
        bought=none,
        statement=f"RV-2010-12-{code}",
        invoice=f"FC-2010-{code}" if figures.get("commission") else "",
    )


ROWS = (
    a_row("M2", EUR, 8_400, gross=12_000, commission=3_600, before_tax=3_000, adjustments=-500),
    a_row("M2", WHOLE, 1_234),
    a_row("M1", EUR, -705, opening=-1_005, carried=-705, gross=428, commission=128, before_tax=107),
    a_row("M1", MILL, 12_005, opening=5),
    a_row("M0", MILL, -5, carried=-5),
)
NAMES = {"id-M1": "=1+1", "id-M2": "Hélène, Cœur"}


def test_the_settlement_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "settlement.csv"
    write_settlement(path, ROWS, shop=SHOP)
    assert path.read_bytes() == (
        b"member,currency,opening,gross,commission,share,adjustments,balance,paid,carried\n"
        b"M2,EUR,0.00,120.00,36.00,89.00,-5.00,84.00,84.00,0.00\n"
        b"M2,SOL,0,,,1234,0,1234,1234,0\n"
        b"M1,EUR,-10.05,4.28,1.28,3.00,0.00,-7.05,0.00,-7.05\n"
        b"M1,MIL,0.005,,,12.000,0.000,12.005,12.005,0.000\n"
        b"M0,MIL,0.000,,,-0.005,0.000,-0.005,0.000,-0.005\n"
    )


def test_in_a_swiss_shop_euros_are_not_legal(tmp_path: Path) -> None:
    path = tmp_path / "settlement.csv"
    write_settlement(
        path, [a_row("M1", EUR, 100, gross=1), a_row("M1", CHF, 5)], shop=Shop("B", currency=CHF)
    )
    assert path.read_text().splitlines()[1:] == [
        "M1,EUR,0.00,,,1.00,0.00,1.00,1.00,0.00",
        "M1,CHF,0.00,0.00,0.00,0.05,0.00,0.05,0.05,0.00",
    ]


def test_a_code_that_looks_like_a_formula_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "settlement.csv"
    write_settlement(
        path, [replace(ROWS[0], code=code) for code in ("-2+3", "@SUM", "\t=1", "+33")], shop=SHOP
    )
    codes = [line.partition(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    assert codes == ["'-2+3", "'@SUM", "' =1", "'+33"]


def test_coupons_to_hand_out(tmp_path: Path) -> None:
    path = tmp_path / "local-payouts.csv"
    write_local_payouts(
        path,
        [
            Payout("id-M2", "M2", "Hélène, Cœur", "", Money(1_234, WHOLE), "RV-2010-12-M2"),
            Payout("id-M1", "M1", "=1+1", "", Money(12_005, MILL), "RV-2010-12-M1"),
        ],
    )
    assert (
        path.read_bytes()
        == (
            "member,name,currency,amount,statement\n"
            'M2,"Hélène, Cœur",SOL,1234,RV-2010-12-M2\n'
            "M1,'=1+1,MIL,12.005,RV-2010-12-M1\n"
        ).encode()
    )


def test_no_coupons_to_hand_out(tmp_path: Path) -> None:
    path = tmp_path / "local-payouts.csv"
    write_local_payouts(path, [])
    assert path.read_bytes() == b"member,name,currency,amount,statement\n"


def test_transfers_to_type_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "transfers.csv"
    iban = "FR7630006000011234567890189"
    write_transfers(path, [Payout("id-M1", "M1", "Ferme", "=1+1", Money(705, EUR), "RV-2010-12-0001", iban)])
    assert path.read_text() == (
        f"member,account_holder,iban,amount,currency,reference\nM1,'=1+1,{iban},7.05,EUR,RV-2010-12-0001\n"
    )


HEADER = "invoice,month,member,name,before_tax,vat_percent,vat,total,currency,mention\n"


def test_invoices_of_a_liable_shop(tmp_path: Path) -> None:
    path = tmp_path / "commission-invoices.csv"
    write_commission_invoices(path, ROWS, NAMES, shop=SHOP, month=MONTH)
    assert (
        path.read_bytes()
        == (
            HEADER + 'FC-2010-M2,2010-12,M2,"Hélène, Cœur",30.00,20,6.00,36.00,EUR,\n'
            "FC-2010-M1,2010-12,M1,'=1+1,1.07,20,0.21,1.28,EUR,\n"
        ).encode()
    )


def test_fees_are_on_the_invoice_with_the_commission(tmp_path: Path) -> None:
    path = tmp_path / "commission-invoices.csv"
    rows = [a_row("M3", EUR, 8_400, gross=12_000, commission=3_600, before_tax=3_000)]
    fees = {rows[0].member_id: [Adjustment(Money(-500, EUR), "frais", fee=True)] * 2}
    write_commission_invoices(path, rows, {}, shop=SHOP, month=MONTH, fees=fees)
    assert path.read_text() == HEADER + "FC-2010-M3,2010-12,M3,,38.34,20,7.66,46.00,EUR,\n"


def test_invoices_of_a_shop_that_is_not_liable_say_why(tmp_path: Path) -> None:
    path = tmp_path / "commission-invoices.csv"
    rows = [a_row("M3", EUR, 8_400, gross=12_000, commission=3_600, before_tax=3_600)]
    write_commission_invoices(path, rows, {}, shop=replace(SHOP, vat_liable=False), month=MONTH)
    assert path.read_text() == (
        HEADER + 'FC-2010-M3,2010-12,M3,,36.00,0,0.00,36.00,EUR,"TVA non applicable, art. 293 B du CGI"\n'
    )


def test_a_swiss_shop_has_its_own_rate_and_no_french_article(tmp_path: Path) -> None:
    path = tmp_path / "commission-invoices.csv"
    rows = [a_row("M3", CHF, -1_000, commission=-1_081, before_tax=-1_000)]
    swiss = Shop("B", currency=CHF, commission_vat=Rate.percent("8.1"), country="CH")
    write_commission_invoices(path, rows, {}, shop=swiss, month=MONTH)
    assert path.read_text() == HEADER + "FC-2010-M3,2010-12,M3,,-10.00,8.1,-0.81,-10.81,CHF,\n"
    exempt = [a_row("M3", CHF, -1_000, commission=-1_081, before_tax=-1_081)]
    write_commission_invoices(path, exempt, {}, shop=replace(swiss, vat_liable=False), month=MONTH)
    assert path.read_text() == HEADER + "FC-2010-M3,2010-12,M3,,-10.81,0,0.00,-10.81,CHF,\n"
