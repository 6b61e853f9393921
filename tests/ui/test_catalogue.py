"""The French catalogue says what the code says; `python ess_shop/locale/update.py` brings it up to date."""

from __future__ import annotations

import gettext
import re
from functools import cache
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message

from ess_shop.locale import update

SAME_IN_FRENCH = frozenset(
    {
        "%(prog)s, version %(version)s",
        "+ {right}",
        "Archives",
        "Article",
        "Articles",
        "Attestation {version}",
        "BIC",
        "Code",
        "Commission",
        "Commission {month} {member}",
        "Correction",
        "Corrections",
        "Coupons",
        "Date",
        "Description",
        "E-reporting",
        "Euro",
        "Exceptions",
        "Exports",
        "FEC",
        "IBAN",
        "Logo",
        "Notes",
        "Port",
        "SIRET",
        "SIRET {number}",
        "Stock",
        "TOTAL",
        "Ticket",
        "Ticket {number}",
        "Ticket {number}, {total}",
        "Ticket {number}, {when}, {total}",
        "Tickets",
        "Total",
        "Total {total}",
        "USB",
        "Z",
        "Z {number}",
        "association",
        "code",
        "commission",
        "correction",
        "coupons",
        "net",
        "page {page}/{pages}",
        "tickets",
        "total",
        "{account} ({currency})",
        "{author}, {day}, {time}",
        "{code} · {name}",
        "{code}, {member}, {price}",
        "{counted}, {waiting}.",
        "{count} article",
        "{count} articles",
        "{day}, {time}",
        "{event} ({detail})",
        "{first} {second}",
        "{first} {second}.",
        "{label} – {member}",
        "{lines}, {new}, {pieces}.",
        "{mark} – {check}",
        "{matter} {span}",
        "{count} ticket",
        "{count} tickets",
        "{means} ({count})",
        "{means} {reference}",
        "{means}, {currency}",
        "{name} – {amount}",
        "{name}, {address}",
        "{number}, {means}",
        "{price} – {left}",
        "{quantity} × {label}",
        "{quantity} × {price}",
        "{reason}, {month}",
        "{said} · {note}",
        "{setting} ({till})",
        "{tickets} tickets, {total}",
        "{title} {figure}",
        "{title} – {member}",
        "{trouble} {waiting}.",
        "{width} × {height} mm",
        "• {said}",
        "− {right}",
    }
)
PLACE = re.compile(r"\{[^{}]*\}|%\(\w+\)s")
NARROW = "\N{NARROW NO-BREAK SPACE}"
KEPT = "\N{NO-BREAK SPACE}"


@cache
def catalogue() -> Catalog:
    return update.read_catalogue()


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def pairs() -> list[tuple[str, str]]:
    """Each English text with the French of it; a plural is two pairs."""
    found: list[tuple[str, str]] = []
    for message in messages():
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        french = message.string if isinstance(message.string, tuple) else (message.string,)
        found += [(str(one), str(other or "")) for one, other in zip(english, french, strict=True)]
    return found


@cache
def compiled() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(BytesIO(update.MO.read_bytes()))


def test_every_sentence_of_the_code_is_in_the_catalogue_and_nothing_else() -> None:
    said, known = set(update.extracted()), {message.id for message in messages()}
    assert not said - known, "run ess_shop/locale/update.py, then translate"
    assert not known - said, "run ess_shop/locale/update.py: the code no longer says this"


def test_every_sentence_is_translated() -> None:
    assert [english for english, french in pairs() if not french] == []
    assert [message.id for message in messages() if message.fuzzy] == []
    assert not catalogue().obsolete


def test_the_places_of_a_sentence_stay() -> None:
    wrong = [english for english, french in pairs() if sorted(places(english)) != sorted(places(french))]
    assert wrong == []


def places(text: str) -> list[str]:
    return PLACE.findall(text)


def test_the_compiled_catalogue_is_fresh() -> None:
    def entries(data: bytes) -> dict[object, str]:
        catalogue = gettext.GNUTranslations(BytesIO(data))._catalog  # type: ignore[attr-defined]
        return {key: text for key, text in catalogue.items() if key}

    assert entries(update.MO.read_bytes()) == entries(update.compiled(catalogue()))


def test_nothing_is_left_in_english() -> None:
    same = {english for english, french in pairs() if english == french}
    assert same == SAME_IN_FRENCH


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        (re.compile(r"'(?!\()"), "apostrophes are ’"),
        (re.compile(r'["“”]'), "quotation marks are « »"),
        (re.compile(rf"(?<=[^\s{KEPT}{NARROW}:])[;!?»]"), "a no-break space stands before ; ! ? »"),
        (re.compile(rf"[^\s{KEPT}{NARROW}]:(?=\s|$)"), "a no-break space stands before :"),
        (re.compile(r" [:;!?»%]"), "this space must not break"),
        (re.compile(rf"«[^{KEPT}{NARROW}]"), "a no-break space stands after «"),
        (re.compile(r"\.\.\."), "an ellipsis is …"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_french_typography(mark: re.Pattern[str], rule: str) -> None:
    wrong = [french for _, french in pairs() if mark.search(PLACE.sub("x", french))]
    assert wrong == [], rule


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('say("One.", fact=1)', ["One."]),
        ('say("One." if good else "Two.")', ["One.", "Two."]),
        ('sentence = "One."\nwarn(sentence)', ["One."]),
        ('[words(head) for head in ("One", "Two")]', ["One", "Two"]),
        ('for head in ("One", "Two"):\n    words(head)', ["One", "Two"]),
        ('raise Refused("code", "One " "and two.")', ["One and two."]),
        ('_A = ("code", "One.")\nraise StorageTrouble(*_A)', ["One."]),
        ('_A = {1: ("code", "One.")}\nraise StorageTrouble(*_A[1])', ["One."]),
        ('remarks.append(("One {n}.", {"n": 1}))', ["One {n}."]),
        ('words.plural("{count} line", "{count} lines", 2)', [("{count} line", "{count} lines")]),
        ('check.cell(row, "label", str, "One.")', ["One."]),
        ('MONTHLY_FEE = "One"', ["One"]),
        ('other("One.")', []),
        ('name = name or "One."\nsay(name)', ["One."]),
    ],
)
def test_where_sentences_are_found(source: str, said: list[update.Id]) -> None:
    import ast

    assert list(update.Module(ast.parse(source)).sentences()) == said


def test_the_program_and_click_speak_the_same_french() -> None:
    assert compiled().gettext("Usage:") == f"Usage{KEPT}:"
    assert compiled().ngettext("{count} line sold", "{count} lines sold", 0) == "{count} ligne vendue"
    assert compiled().ngettext("{count} line sold", "{count} lines sold", 2) == "{count} lignes vendues"
