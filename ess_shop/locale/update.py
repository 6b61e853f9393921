"""Developer script: `python ess_shop/locale/update.py` brings the French catalogue up to date with the code.

It reads every module, collects what is said to people, keeps the translations that fr.po has, leaves new
sentences empty (`tests/ui/test_catalogue.py` then names them) and compiles the .mo. Nothing imports it at run
time. A sentence is found when it is

- an argument of a verb in SPOKEN, at the place given there: a literal, either side of a condition, each
  element of a tuple, or a name that a literal is given to in the same module (by assignment, by a loop, or
  by a loop over rows that are written out);
- the second element of a pair that is unpacked into such a verb (`StorageTrouble(*_BUSY)`, `_SQLITE[code]`);
- a remark: a pair of a sentence and its facts, `("Member {member}: …", {...})`;
- a constant in CONSTANTS, whose text is recorded and worded when it is shown;
- click's own words, in CLICK, or a word of EXTRA.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ess_shop.wording import MEANS, MOVES  # noqa: E402

FOLDERS = ("ess_shop", "db", "drivers", "ui")
PO = Path(__file__).resolve().parent / "fr" / "LC_MESSAGES" / "ess_shop.po"
MO = PO.with_suffix(".mo")

Id = str | tuple[str, str]

SPOKEN: Mapping[str, tuple[int, ...]] = {
    "words": (0,),
    "_words": (0,),
    "say": (0,),
    "warn": (0,),
    "progress": (0,),
    "_show": (0,),
    "ShopError": (1,),
    "Refused": (1,),
    "_text": (2,),
    "_optional": (2,),
    "_state": (2,),
    "NotFound": (1,),
    "StorageTrouble": (1,),
    "DeviceTrouble": (1,),
    "CutOff": (1,),
    "NotNow": (1,),
    "RefusedForGood": (1,),
    "Unsure": (1,),
    "__init__": (1,),
    "Problem": (1,),
    "add": (1,),
    "at_cell": (2,),
    "cell": (3,),
    "_bad": (2,),
    "defect": (2,),
    "Defect": (2,),
}
"""Which arguments of which verbs are sentences; `plural` (a pair) is known besides."""

CONSTANTS = frozenset({"MEMBERSHIP_FEE", "MONTHLY_FEE", "NO_TICKET"})

EXTRA: tuple[Id, ...] = (*MEANS.values(), *MOVES.values())
"""What the rules above cannot see."""

CLICK: tuple[Id, ...] = (
    "Aborted!",
    "Argument {name!r} takes {nargs} values.",
    "Choose from:\n\t{choices}",
    "Commands",
    "Could not open file {filename!r}: {message}",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("(Possible option: {possibilities})", "(Possible options: {possibilities})"),
    "Error: {message}",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "No such option: {name}",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Options",
    "Positional arguments",
    "Show the version and exit.",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Usage:",
    "%(prog)s, version %(version)s",
    "default: {default}",
    "directory",
    "env var: {var}",
    "file",
    "path",
    "required",
    "unknown error",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
"""What click says on help pages and on wrong usage (8.2 and later), in its own msgids."""


class Module:
    """One module's sentences."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._given: defaultdict[str, list[ast.expr]] = defaultdict(list)
        for node in ast.walk(tree):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    self._given[name].append(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self._given[name].append(value)
                case ast.For(target=ast.Name(id=name), iter=value):
                    self._given[name].append(value)
                case ast.For(target=ast.Tuple(elts=names), iter=ast.Tuple(elts=rows)):
                    self._give_rows(names, rows)
                case ast.comprehension(target=ast.Name(id=name), iter=value):
                    self._given[name].append(value)
                case _:
                    pass

    def _give_rows(self, names: list[ast.expr], rows: list[ast.expr]) -> None:
        """What a loop over rows written out gives to each of its names."""
        for row in rows:
            for name, value in zip(names, row.elts if isinstance(row, ast.Tuple) else (), strict=False):
                if isinstance(name, ast.Name):
                    self._given[name.id].append(value)

    def sentences(self) -> Iterator[Id]:
        """Everything this module says."""
        for node in ast.walk(self._tree):
            match node:
                case ast.Call(func=ast.Attribute(attr="plural"), args=[one, many, *_]):
                    yield from zip(self._texts(one), self._texts(many), strict=True)
                case ast.Call(func=ast.Name(id=verb) | ast.Attribute(attr=verb), args=args) if verb in SPOKEN:
                    yield from self._spoken(args, SPOKEN[verb])
                case ast.Tuple(elts=[ast.Constant(value=str(text)), ast.Dict()]):
                    yield text
                case ast.Tuple(elts=[ast.Name() as named, ast.Dict()]):
                    yield from self._texts(named)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                    if name in CONSTANTS:
                        yield text
                case _:
                    pass

    def _spoken(self, args: list[ast.expr], places: tuple[int, ...]) -> Iterator[str]:
        if args and isinstance(args[0], ast.Starred):
            for pair in self._pairs(args[0].value):
                yield from self._texts(pair)
            return
        for place in places:
            if place < len(args):
                yield from self._texts(args[place])

    def _pairs(self, unpacked: ast.expr) -> Iterator[ast.expr]:
        """The second elements of the pairs that a name stands for."""
        named = unpacked.value if isinstance(unpacked, ast.Subscript) else unpacked
        if isinstance(named, ast.Name):
            for value in self._given.get(named.id, ()):
                match value:
                    case ast.Call(func=ast.Attribute(value=ast.Name() as table)):
                        yield from self._pairs(table)
        for value in self._given.get(named.id, ()) if isinstance(named, ast.Name) else ():
            for node in ast.walk(value):
                if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                    yield node.elts[1]

    def _texts(self, value: ast.expr, names: frozenset[str] = frozenset()) -> Iterator[str]:
        match value:
            case ast.Constant(value=str(text)) if text.strip():
                yield text
            case ast.IfExp(body=one, orelse=other):
                yield from self._texts(one, names)
                yield from self._texts(other, names)
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.BoolOp(values=elements):
                for element in elements:
                    yield from self._texts(element, names)
            case ast.Name(id=name) if name not in names:
                for given in self._given.get(name, ()):
                    yield from self._texts(given, names | {name})
            case _:
                pass


def extracted() -> dict[Id, list[str]]:
    """Every sentence, with the files that say it."""
    found: defaultdict[Id, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path == Path(__file__).resolve():
                continue
            where = path.relative_to(ROOT).as_posix()
            for sentence in Module(ast.parse(path.read_text("utf-8"))).sentences():
                if where not in found[sentence]:
                    found[sentence].append(where)
    for sentence in CLICK:
        found[sentence].append("click")
    for sentence in EXTRA:
        found[sentence].append("ess_shop/locale/update.py")
    for plural in [each for each in found if isinstance(each, tuple)]:
        found.pop(plural[0], None)
    return dict(found)


def read_catalogue() -> Catalog:
    """fr.po as it is."""
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def updated(known: Catalog) -> Catalog:
    """The catalogue of what the code says now; translations are taken from `known`."""
    catalogue = Catalog(
        locale="fr",
        project="ess-shop",
        version="1",
        header_comment="# French of Boutique commune.",
        creation_date=known.creation_date,
        revision_date=known.creation_date,
        last_translator="Boutique commune",
        language_team="French",
        msgid_bugs_address="Boutique commune",
        fuzzy=False,
    )
    for sentence, places in sorted(extracted().items(), key=lambda item: str(item[0]).lower()):
        before = known.get(sentence)
        made = catalogue.add(
            sentence,
            before.string if before is not None and isinstance(before.id, type(sentence)) else None,
            locations=[(place, 0) for place in places],
        )
        made.flags.discard("python-format")
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The .mo of a catalogue."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> None:
    """Bring the .po and the .mo up to date, and say what is left to translate."""
    catalogue = updated(read_catalogue())
    text = BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False)
    PO.write_bytes(text.getvalue())
    MO.write_bytes(compiled(catalogue))
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(strings):
            sys.stdout.write(f"{message.id}\n")


if __name__ == "__main__":
    main()
