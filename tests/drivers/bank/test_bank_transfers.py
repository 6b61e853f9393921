"""The bank file read back by other means than it was written: the XSD, every amount, account and name."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sepaxml import SepaTransfer
from stdnum import iban as iban_rules

from drivers.bank.transfers import Transfer, write_transfers
from ess_shop.domain.currencies import CHF, EUR
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.postal import PostalAddress
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, StorageTrouble

XSD = xmlschema.XMLSchema(str(files("sepaxml") / "schemas" / "pain.001.001.09.xsd"))
NAMES = {"": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
SHOP = Shop("Boutique de la Cité", iban="FR76 3000 6000 0112 3456 7890 189", bic="AGRIFRPP")
SWISS = Shop("Bazar", currency=CHF, iban="CH9300762011623852957", bic="POFICHBE", country="CH")
HELENE = Transfer(
    "m-1", "Hélène Cœur", "FR7630006000011234567890189", Money(8_400, EUR), "RV-2010-12-0001", "RV-1"
)
FERME = Transfer("m-2", "Ferme & Cie", "DE89370400440532013000", Money(1, EUR), "RV-2010-12-0002", "RV-2")


def written(path: Path, transfers: list[Transfer], shop: Shop = SHOP) -> ElementTree.Element:
    """Write, check against the XSD, and hand back what a bank would parse."""
    assert write_transfers(
        path,
        transfers,
        shop=shop,
        message_id="2010-12",
        created_at="2011-01-03T10:00:00+01:00",
        execution_day=date(2011, 1, 4),
    )
    XSD.validate(path)
    return ElementTree.parse(path).getroot()


def texts(root: ElementTree.Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall(path, NAMES)]


def test_every_transfer_is_in_the_file_and_the_sums_tie(tmp_path: Path) -> None:
    root = written(tmp_path / "transfers.xml", [HELENE, FERME])
    assert texts(root, ".//NbOfTxs") == ["2", "2"]
    assert texts(root, ".//CtrlSum") == ["84.01", "84.01"]
    assert texts(root, ".//InstdAmt") == ["84.00", "0.01"]
    assert {amount.get("Ccy") for amount in root.findall(".//InstdAmt", NAMES)} == {"EUR"}
    assert texts(root, ".//CdtrAcct/Id/IBAN") == [HELENE.iban, FERME.iban]
    assert texts(root, ".//Cdtr/Nm") == ["Helene Coeur", "Ferme + Cie"]
    assert texts(root, ".//Ustrd") == ["RV-2010-12-0001", "RV-2010-12-0002"]
    assert texts(root, ".//EndToEndId") == ["RV-1", "RV-2"]
    assert len(root.findall(".//PmtInf", NAMES)) == 1


def test_the_head_says_who_pays_when_and_how(tmp_path: Path) -> None:
    root = written(tmp_path / "transfers.xml", [HELENE])
    assert texts(root, ".//MsgId") == texts(root, ".//PmtInfId") == ["2010-12"]
    assert texts(root, ".//CreDtTm") == ["2011-01-03T10:00:00+01:00"]
    assert texts(root, ".//ReqdExctnDt/Dt") == ["2011-01-04"]
    assert texts(root, ".//Dbtr/Nm") == ["Boutique de la Cite"]
    assert texts(root, ".//DbtrAcct/Id/IBAN") == ["FR7630006000011234567890189"]
    assert texts(root, ".//DbtrAgt/FinInstnId/BICFI") == ["AGRIFRPP"]
    assert texts(root, ".//SvcLvl/Cd") == ["SEPA"]
    assert texts(root, ".//ChrgBr") == ["SLEV"]
    assert not root.findall(".//PstlAdr", NAMES)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    written(first, [HELENE, FERME])
    written(second, [HELENE, FERME])
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_swiss_francs_are_paid_outside_sepa(tmp_path: Path) -> None:
    transfer = Transfer("m-1", "Ferme", "CH9300762011623852957", Money(1_205, CHF), "RV-2010-12-0001", "RV-1")
    root = written(tmp_path / "transfers.xml", [transfer], SWISS)
    assert [(found.get("Ccy"), found.text) for found in root.findall(".//InstdAmt", NAMES)] == [
        ("CHF", "12.05")
    ]
    assert not root.findall(".//PmtTpInf", NAMES)
    assert not root.findall(".//ChrgBr", NAMES)


def test_francs_carry_addresses_field_by_field_and_euros_none(tmp_path: Path) -> None:
    home = PostalAddress("Chemin des Œillets", "3a", "1867", "Ollon", "CH")
    swiss = Transfer("m-1", "Ruches", "CH9300762011623852957", Money(5, CHF), "RV-1", "RV-1", home)
    shop = replace(SWISS, street="Rue du Lac 12", postcode="1860", town="Aigle")
    root = written(tmp_path / "transfers.xml", [swiss], shop)
    for place, expected in (
        ("Cdtr", ["Chemin des OEillets", "3a", "1867", "Ollon", "CH"]),
        ("Dbtr", ["Rue du Lac", "12", "1860", "Aigle", "CH"]),
    ):
        fields = root.findall(f".//{place}/PstlAdr/*", NAMES)
        assert [field.tag.rpartition("}")[2] for field in fields] == [
            "StrtNm",
            "BldgNb",
            "PstCd",
            "TwnNm",
            "Ctry",
        ]
        assert [field.text for field in fields] == expected
    euros = replace(SHOP, street="1, rue Haute", postcode="74200", town="Thonon")
    assert not written(tmp_path / "e.xml", [replace(HELENE, address=home)], euros).findall(
        ".//PstlAdr", NAMES
    )
    assert b"AdrLine" not in (tmp_path / "transfers.xml").read_bytes()


def test_a_file_that_does_not_add_up_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = SepaTransfer.add_payment

    def mistaken(batch: SepaTransfer, payment: dict[str, object]) -> None:
        added(batch, {**payment, "amount": int(str(payment["amount"])) + 1})

    monkeypatch.setattr(SepaTransfer, "add_payment", mistaken)
    with pytest.raises(Refused) as refusal:
        written(tmp_path / "transfers.xml", [HELENE, FERME])
    assert refusal.value.code == "transfers_do_not_tie"
    assert not list(tmp_path.iterdir())


def test_a_shop_without_account_still_gets_a_valid_file(tmp_path: Path) -> None:
    root = written(tmp_path / "transfers.xml", [HELENE], replace(SHOP, iban="", bic=""))
    assert texts(root, ".//DbtrAcct/Id/Othr/Id") == ["NOTPROVIDED"]
    assert texts(root, ".//DbtrAgt/FinInstnId/Othr/Id") == ["NOTPROVIDED"]
    assert texts(root, ".//IBAN") == [HELENE.iban]


def test_without_transfers_last_month_is_not_paid_again(tmp_path: Path) -> None:
    path = tmp_path / "transfers.xml"
    written(path, [HELENE])
    for _ in range(2):
        assert not write_transfers(
            path, [], shop=SHOP, message_id="x", created_at="2011-01-03", execution_day=date(2011, 1, 4)
        )
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "written_name"),
    [
        ('<&>"', "NOTPROVIDED"),
        ("</Nm><IBAN>DE89370400440532013000</IBAN>", "Nm)(IBAN)DE89370400440532013000(/IBAN)"),
        ("🎉🎉", "NOTPROVIDED"),
        ("محمد علي", "mHmd 'ly"),
        ("É" * 300, "E" * 70),
        ("\x00\ud800", "NOTPROVIDED"),
        ("", "NOTPROVIDED"),
    ],
)
def test_a_hostile_name_stays_a_name(tmp_path: Path, name: str, written_name: str) -> None:
    hostile = replace(HELENE, name=name, reference=name, end_to_end=name)
    root = written(tmp_path / "transfers.xml", [hostile], replace(SHOP, name=name))
    assert len(texts(root, ".//Cdtr/Nm")) == 1
    assert str(texts(root, ".//Cdtr/Nm")[0]).endswith(written_name)
    assert texts(root, ".//CdtrAcct/Id/IBAN") == [HELENE.iban]
    assert all(len(str(found)) <= 35 for found in texts(root, ".//EndToEndId"))


LOCAL = Currency("LOC")
YEN = Currency("JPY", 0)


@pytest.mark.parametrize(
    ("code", "transfers", "shop"),
    [
        ("transfer_iban", [replace(HELENE, iban="FR7630006000011234567890188")], SHOP),
        ("transfer_iban", [replace(HELENE, iban="")], SHOP),
        ("transfer_iban", [HELENE], replace(SHOP, iban="FR7630006000011234567890188")),
        ("shop_bic", [HELENE], replace(SHOP, bic="AGRI")),
        ("transfer_twice", [HELENE, replace(FERME, end_to_end="RV-1")], SHOP),
        ("transfer_twice", [HELENE, replace(FERME, end_to_end="RV-1/ ")], SHOP),
        ("member_twice", [HELENE, replace(FERME, member="m-1")], SHOP),
        ("transfer_amount", [replace(HELENE, amount=Money(0, EUR))], SHOP),
        ("transfer_amount", [replace(HELENE, amount=Money(-1, EUR))], SHOP),
        ("transfer_amount", [replace(HELENE, amount=Money(100_000_000_000, EUR))], SHOP),
        ("transfer_currency", [replace(HELENE, amount=Money(100, LOCAL))], SHOP),
        ("transfer_currency", [HELENE], SWISS),
        ("transfers_currency", [replace(HELENE, amount=Money(100, YEN))], replace(SHOP, currency=YEN)),
    ],
)
def test_what_a_bank_would_send_back_is_refused_first(
    tmp_path: Path, code: str, transfers: list[Transfer], shop: Shop
) -> None:
    path = tmp_path / "transfers.xml"
    path.write_text("an earlier file")
    with pytest.raises(Refused) as refusal:
        written(path, transfers, shop)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert path.read_text() == "an earlier file"
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_iban_is_refused_with_its_owner(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Hélène Cœur: the IBAN “FR76”"):
        written(tmp_path / "transfers.xml", [FERME, replace(HELENE, iban="FR76")])


def test_a_missing_folder_is_the_machines_trouble(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match=r"transfers\.xml"):
        written(tmp_path / "nowhere" / "transfers.xml", [HELENE])


def account(number: int) -> str:
    """A German account with right check digits."""
    basic = f"{number:018d}"
    return f"DE{iban_rules.calc_check_digits(f'DE00{basic}')}{basic}"


PAYOUTS = st.lists(
    st.tuples(st.text(max_size=90), st.integers(0, 10**18 - 1), st.integers(1, 99_999_999_999)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAYOUTS)
def test_any_payouts_add_up(tmp_path: Path, payouts: list[tuple[str, int, int]]) -> None:
    transfers = [
        Transfer(f"m-{index}", name, account(number), Money(minor, EUR), name, f"RV-{index}")
        for index, (name, number, minor) in enumerate(payouts)
    ]
    root = written(tmp_path / "transfers.xml", transfers)
    amounts = [round(int(str(text).replace(".", ""))) for text in texts(root, ".//InstdAmt")]
    assert amounts == [minor for _, _, minor in payouts]
    total = sum(minor for _, _, minor in payouts)
    assert texts(root, ".//CtrlSum") == [f"{total // 100}.{total % 100:02d}"] * 2
    assert texts(root, ".//NbOfTxs") == [str(len(payouts))] * 2
    assert texts(root, ".//CdtrAcct/Id/IBAN") == [account(number) for _, number, _ in payouts]
