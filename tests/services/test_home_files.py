"""What members take home: whole, their own alone, readable offline, and a changed byte is found."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from filled_shop import fill
from shop_builder import MARCH, ShopBuilder, card, when

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Worksheet
from ess_shop.services.composing import Asked
from ess_shop.services.home_files import check
from ess_shop.services.own_account import REQUEST
from ess_shop.services.registering import register_members
from ess_shop.services.settling import preview
from ess_shop.wording import Words
from ui.bootstrap import write_home_files


class Reader(HTMLParser):
    """What is read, and what would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fetched: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_member_has_their_own(shop: ShopBuilder, tmp_path: Path, language: str) -> None:
    filled = fill(shop.books)  # type: ignore[arg-type]
    count = write_home_files(filled.books, MARCH, tmp_path / "home", Words(language))
    files = sorted((tmp_path / "home").iterdir())
    assert [file.name for file in files] == [f"M{number}-2026-03.html" for number in range(1, count + 1)]
    for file in files:
        check(filled.books, file.read_bytes())
        page = read(file)
        assert page.fetched == []
        assert not page.tags & {"script", "img", "link", "iframe", "object"}
        own = file.name.partition("-")[0]
        said = " ".join(page.texts)
        assert f"Atelier {own}" in said
        others = {f"Atelier M{number}" for number in range(1, count + 1)} - {f"Atelier {own}"}
        assert [other for other in others if other in said] == []


def test_a_changed_byte_is_found(shop: ShopBuilder, tmp_path: Path) -> None:
    member = shop.member("M1")
    with shop.books.read() as reading:
        identity = reading.identities()[member.id]
    named = replace(identity, name="Atelier <script>alert(1)</script> & Fils")
    register_members(shop.books, [(replace(member, revision=2), named)], [], id=new_id(), at=shop.tick())
    bowl = shop.article(member, "12.00")
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    with pytest.raises(NotFound):
        write_home_files(shop.books, MARCH, tmp_path / "home", Words("fr"))
    shop.settle(MARCH)
    assert write_home_files(shop.books, MARCH, tmp_path / "home", Words("fr"), member.id) == 1
    (file,) = (tmp_path / "home").iterdir()
    page = read(file)
    assert "script" not in page.tags
    assert "16,80" in " ".join(page.texts)
    whole = file.read_bytes()
    check(shop.books, whole)
    for place in (0, 30, 200, len(whole) // 2, len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises(Refused):
            check(shop.books, bytes(changed))
    for wrong in (b"", whole[:-1], whole + b" ", b"<!doctype html>"):
        with pytest.raises(Refused):
            check(shop.books, wrong)


def test_a_page_explains_every_line_and_says_what_was_asked(shop: ShopBuilder, tmp_path: Path) -> None:
    filled = fill(shop.books)  # type: ignore[arg-type]
    members = dict(_members(filled))
    for number, member in enumerate(members.values(), start=1):
        line = ["a", f"B{number}", f"Bol demandé {number}", 2]
        body = {"wish": "restock", "note": f"note de {member.code}", "lines": [line]}
        sheet = Worksheet(new_id(), REQUEST, member.id, "2026-04-02T10:00:00+02:00", body)
        with filled.books.work() as work:
            work.put_worksheet(sheet)
            work.commit()
    write_home_files(filled.books, MARCH, tmp_path / "home", Words("fr"))
    said = {code: " ".join(read(tmp_path / "home" / f"{code}-2026-03.html").texts) for code in members}
    for number, code in enumerate(members, start=1):
        assert f"2 × Bol demandé {number}" in said[code].replace("\N{NO-BREAK SPACE}", " ")
        assert [other for other in members if f"note de {other}" in said[code]] == [code]
    detail = said["M3"].replace("\N{NO-BREAK SPACE}", " ")
    for explained in (
        "premier prix 40,00 €",
        "0,15 € par pièce vendue",
        "11,50 € par pièce pour vous",
        "6,00 € à la charge de la boutique seule",
        "Nous vous versons",
        "Total pour 4 lignes",
    ):
        assert explained in detail, explained


def _members(filled: ShopBuilder) -> list[tuple[str, Member]]:
    with filled.books.read() as reading:
        month = preview(reading, MARCH)
        own = {row.member_id for row in month.rows}
        return [(member.code, member) for member in reading.members() if member.id in own]
