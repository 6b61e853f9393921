"""The fiscal manual: French chapters set on A4, their tables taken from the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from drivers.archive import tables, verifier, writer
from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.manual_fields import FIELDS, KINDS
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.archive import KEEP_YEARS
from ess_shop.domain.event_log import KINDS as EVENTS
from ess_shop.domain.event_words import sentences
from ess_shop.domain.journal import FORMAT, OFFICE
from ess_shop.domain.people import RIGHTS, Role
from ess_shop.domain.receipt import DUPLICATE_MARK, PROVISIONAL_MARK, TRAINING_MARK
from ess_shop.domain.right_words import right_names, role_names
from ess_shop.wording import speaking

CHAPTERS = Path(__file__).parent / "manual_fr"
TITLE = "Manuel fiscal de la caisse"
PROGRAM = "ess-shop"

CODE = sheet.Style(sheet.BODY.face, 9, sheet.ACCENT)
Rows = Sequence[tuple[str, str]]


def write_manual(path: Path, version: str) -> None:
    """Write the manual to `path`, whole or not at all; the same program gives the same bytes."""
    write_whole(path, manual_pdf(version))


def manual_pdf(version: str) -> bytes:
    """The manual as the bytes of a PDF."""
    pen = Pen(title=TITLE, author=PROGRAM, language="fr")
    named = f"{PROGRAM} {version}"
    blocks = [*paper_title(pen, TITLE), *paragraph(pen, named, sheet.QUIET), gap(10)]
    for number, text in enumerate(chapters(version), start=1):
        blocks += _chapter(pen, text, number)
    return bind(pen, blocks, Binding(title=TITLE, who=named, number=named), speaking("fr"))


def chapters(version: str) -> Iterator[str]:
    """The chapters in their order, what depends on the program filled in."""
    facts = facts_of(version)
    for path in sorted(CHAPTERS.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for name, fact in facts.items():
            text = text.replace(f"{{{name}}}", fact)
        yield text


def facts_of(version: str) -> Mapping[str, str]:
    """What the chapters say of the program, by the names that stand in them."""
    return {
        "program": f"«\N{NO-BREAK SPACE}{PROGRAM}\N{NO-BREAK SPACE}»",
        "version": version,
        "format": str(FORMAT),
        "office": OFFICE,
        "duplicate": DUPLICATE_MARK,
        "provisional": PROVISIONAL_MARK,
        "training": TRAINING_MARK,
        "verifier": verifier.VERIFIER,
        "public_key": verifier.PUBLIC_KEY,
        "keep_years": {6: "six"}.get(KEEP_YEARS, str(KEEP_YEARS)),
    }


def _chapter(pen: Pen, text: str, number: int) -> Iterator[Block]:
    for part in text.strip().split("\n\n"):
        if part.startswith("# "):
            yield gap(18)
            yield heading(part[2:], number=str(number))
            yield gap(4)
        elif part.startswith("## "):
            yield gap(6)
            yield from paragraph(pen, part[3:], sheet.STRONG, keep=True)
            yield gap(3)
        elif part.startswith("@"):
            yield from _table(pen, part[1:])
            yield gap(8)
        elif part.startswith("- "):
            for line in part.split("\n"):
                yield from paragraph(pen, line[2:], number="•")
                yield gap(2)
            yield gap(4)
        elif part.startswith("    "):
            for line in part.split("\n"):
                yield from paragraph(pen, line.strip(), CODE, number="\N{NO-BREAK SPACE}", keep=True)
            yield gap(6)
        else:
            yield from paragraph(pen, part)
            yield gap(6)


def _table(pen: Pen, name: str) -> Iterator[Block]:
    name, _space, which = name.partition(" ")
    head, rows = TABLES[name](which)
    yield from goods_table(pen, GoodsLine(*head, ()), [GoodsLine(*row, ()) for row in rows])


def _fields(which: str) -> tuple[tuple[str, str], Rows]:
    return ("Champ", "Ce qu’il dit"), tuple(FIELDS[which].items())


def _kinds(_which: str) -> tuple[tuple[str, str], Rows]:
    return ("Sorte", "Ce qu’elle enregistre"), [(str(kind), said) for kind, said in KINDS.items()]


def _events(_which: str) -> tuple[tuple[str, str], Rows]:
    said = sentences(speaking("fr"))
    return ("Code", "Ce qui s’est passé"), [(code, said[code]) for code in EVENTS]


def _rights(_which: str) -> tuple[tuple[str, str], Rows]:
    words = speaking("fr")
    roles, rights = role_names(words), right_names(words)
    rows = [
        (roles[role].capitalize(), ", ".join(name for right, name in rights.items() if right in RIGHTS[role]))
        for role in Role
    ]
    return ("Rôle", "Ce qu’il peut, tant que la boutique n’en décide pas autrement"), rows


def _archive(_which: str) -> tuple[tuple[str, str], Rows]:
    rows = [(f"{tables.FOLDER}{name}.csv", ", ".join(columns)) for name, columns in tables.COLUMNS.items()]
    return ("Tableau", "Ses colonnes"), rows


def _files(_which: str) -> tuple[tuple[str, str], Rows]:
    return ("Fichier", "Ce qu’il contient"), (
        (writer.README, "Le format en français, pour qui n’a pas ce manuel"),
        (verifier.VERIFIER, "Le vérificateur"),
        (verifier.PUBLIC_KEY, "La clé publique de la boutique"),
        ("journal/CODE.jsonl", "Le journal de chaque caisse et du bureau, un enregistrement par ligne"),
        (f"{tables.FOLDER}…csv", "Les mêmes données en tableaux, pour un tableur"),
        (verifier.MANIFEST, "Le manifeste : ce que l’archive contient, avec toutes les empreintes"),
        (verifier.SEAL, "Le sceau du manifeste"),
        (verifier.SIGNATURE, "La signature du manifeste"),
    )


TABLES: Mapping[str, Callable[[str], tuple[tuple[str, str], Rows]]] = {
    "fields": _fields,
    "kinds": _kinds,
    "events": _events,
    "rights": _rights,
    "archive": _archive,
    "files": _files,
}
"""The tables that the chapters name."""
