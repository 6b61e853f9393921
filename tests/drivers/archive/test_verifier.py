"""The stand-alone verifier finds whatever was changed in an archive, and nothing where nothing was."""

from __future__ import annotations

import ast
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archived_shop import archived, year_closed
from cryptography.hazmat.primitives.asymmetric import ec
from shop_builder import BEGUN, SHOP
from tampered import Edit, Files, Whole, lines, of_kind, on_body, on_lines, on_manifest

from db.books import create_books
from db.keys import KeyRing
from db.signing import ArchiveSigner, archive_signer
from drivers.archive import verifier as v

SOURCE = Path(v.__file__)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The archive of a year."""
    folder = tmp_path_factory.mktemp("archive")
    keys = KeyRing(folder / "keys")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=keys)
    year_closed(books)
    archived(books, "2026", folder / "a.zip")
    books.close()
    signer = archive_signer(keys, books.id)
    return Whole((folder / "a.zip").read_bytes(), keys.key(books.id), signer.public_key, signer)


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., list[str]]:
    """What the verifier finds in bytes."""

    def found(content: bytes, public_key: bytes | None = None, secret: bytes | None = None) -> list[str]:
        path = tmp_path / "changed.zip"
        path.write_bytes(content)
        return [str(finding) for finding in v.check(str(path), public_key, secret).findings]

    return found


Check = Callable[..., list[str]]


def test_an_untouched_archive_is_whole(whole: Whole, check: Check) -> None:
    assert check(whole.content) == []
    assert check(whole.content, whole.public_key, whole.secret) == []


def test_put_together_again_unchanged_it_has_the_same_bytes(whole: Whole) -> None:
    assert whole.again(lambda _files: None, secret=whole.secret) == whole.content


def test_one_flipped_byte_is_found_wherever_it_is(whole: Whole, check: Check) -> None:
    dice, size = random.Random(5), len(whole.content)
    edges = {0, 1, 25, 29, size - 1, size - 6, size - 22, size - 23, size - 70, size - 200}
    for place in sorted(edges | {dice.randrange(size) for _ in range(150)}):
        changed = bytearray(whole.content)
        changed[place] ^= 1 << dice.randrange(8)
        assert check(bytes(changed)), f"byte {place}"


def test_bytes_cut_added_or_moved_are_found(whole: Whole, check: Check) -> None:
    content = whole.content
    for changed in (
        b"",
        content[:10],
        content[:-1],
        content[1:],
        content + b"\0",
        content[: len(content) // 2],
        content[:1000] + content[1001:],
        content[:1000] + b"\0" + content[1000:],
        b"\0" * 40 + content,
    ):
        assert check(changed)


def swap(content: list[bytes], files: Files) -> None:
    one, other = of_kind(files, "sale")[:2]
    content[one], content[other] = content[other], content[one]


def insert(content: list[bytes], files: Files) -> None:
    place = of_kind(files, "sale")[0]
    content.insert(place, content[place])


def remove(content: list[bytes], files: Files) -> None:
    del content[of_kind(files, "sale")[0]]


def cut_tail(content: list[bytes], _files: Files) -> None:
    del content[-3:]


def dearer(body: Any) -> None:
    body["lines"][0]["total"] += 100
    body["total"] += 100


def to_other_rate(body: Any) -> None:
    body["lines"][0]["vat"] = 100_000


EDITS: dict[str, tuple[Edit, str]] = {
    "swapped": (on_lines(swap), "ajouté, répété ou déplacé"),
    "inserted": (on_lines(insert), "ajouté, répété ou déplacé"),
    "missing": (on_lines(remove), "il manque 1 enregistrement"),
    "tail": (on_lines(cut_tail), "La fin manque"),
    "half a line": (on_lines(lambda content, _files: content.append(b'{"nu')), "ligne est coupée"),
    "no JSON": (on_lines(lambda content, _files: content.insert(3, b"{}\n")), "illisible"),
    "an amount": (on_body("sale", dearer), "clôture Z1 ne dit pas"),
    "a total": (on_body("sale", lambda body: body.update(total=1)), "somme de ses lignes"),
    "a rate": (on_body("sale", to_other_rate), "TVA du ticket 1"),
    "a means": (on_body("sale", lambda body: body["payments"][0].update(means="card")), "clôture Z1"),
    "whose it is": (on_body("sale", lambda body: body["lines"][0].update(status="franchise")), "clôture Z1"),
    "a ticket": (on_body("sale", lambda body: body.update(ticket=7)), "ticket 7 ne suit pas"),
    "a session": (on_body("sale", lambda body: body.update(session=99)), "journée ouverte"),
    "a label": (on_body("sale", lambda body: body["lines"][0].update(label="Autre")), "signature de"),
    "a closing": (on_body("closing", lambda body: body.update(total=body["total"] - 1)), "clôture Z1"),
    "a perpetual": (
        on_body("closing", lambda body: body["taxpayers"][0].__setitem__(2, 5)),
        "cumul perpétuel",
    ),
    "a Z": (on_body("closing", lambda body: body.update(z=3)), "clôture Z3 ne suit pas"),
    "a month": (
        on_body("period", lambda body: body.update(total=body["total"] + 1), "journal/BUREAU.jsonl"),
        "n'est pas la somme",
    ),
    "a perpetual of a month": (
        on_body("period", lambda body: body["taxpayers"][0].__setitem__(3, 5), "journal/BUREAU.jsonl"),
        "ne sont pas ceux de ses jours",
    ),
    "a table": (
        lambda files: files.update({"tableaux/lignes.csv": files["tableaux/lignes.csv"][:-20]}),
        "sceau est faux",
    ),
    "a whole journal": (lambda files: files.__delitem__("journal/C1.jsonl"), "Ce fichier manque"),
    "a whole table": (lambda files: files.__delitem__("tableaux/cumuls.csv"), "sceau est faux"),
    "the shop": (on_manifest(lambda stated: stated["shop"].update(siret="1")), "sceau est faux"),
    "the counts": (on_manifest(lambda stated: stated["counts"].update(total=1)), "Les sommes du manifeste"),
    "a head": (on_manifest(lambda stated: stated["tills"][1]["after"].update(number=9)), "ne finit pas"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_though_everything_was_made_to_fit_and_signed_again(
    name: str, whole: Whole, check: Check
) -> None:
    edit, sentence = EDITS[name]
    found = check(whole.again(edit), whole.public_key, whole.secret)
    assert any(sentence in each for each in found), found
    assert any("sceau est faux" in each for each in found)


HUNTS = int(os.environ.get("ESS_SHOP_MUTATIONS") or 100)


def at_random(dice: random.Random) -> Edit:
    """Something of some file: a byte, a line gone, twice, moved or swapped, the tail, or all of it."""

    def edit(files: Files) -> None:
        name = dice.choice([each for each in files if each not in (v.MANIFEST, v.SEAL, v.SIGNATURE)])
        content = lines(files, name)
        one, other = dice.randrange(len(content)), dice.randrange(len(content))
        match dice.randrange(7):
            case 0 | 1:
                line, place = content[one], dice.randrange(len(content[one]))
                content[one] = (
                    line[:place] + bytes([line[place] ^ 1 << dice.randrange(8)]) + line[place + 1 :]
                )
            case 2:
                del content[one]
            case 3:
                content.insert(other, content[one])
            case 4:
                content[one], content[other] = content[other], content[one]
            case 5:
                del content[one:]
            case _:
                content = []
        files[name] = b"".join(content)

    return edit


def test_whatever_is_changed_at_random_and_signed_again_is_found(whole: Whole, check: Check) -> None:
    dice, tried = random.Random(20261125), 0
    while tried < HUNTS:
        changed = whole.again(at_random(dice))
        if changed == whole.content:
            continue
        tried += 1
        assert check(changed, whole.public_key, whole.secret), f"edit {tried}"


ADDS_UP = [name for name, (_edit, said) in EDITS.items() if "sceau" in said or name == "a label"]
"""What leaves every sum as it was: only the seal or a signature tells."""


@pytest.mark.parametrize("name", sorted(EDITS.keys() - set(ADDS_UP)))
def test_what_does_not_add_up_shows_without_any_secret(name: str, whole: Whole, check: Check) -> None:
    assert check(whole.again(EDITS[name][0], secret=whole.secret))


def test_an_edit_shows_without_the_secret_where_it_was_not_signed_again(whole: Whole, check: Check) -> None:
    files = whole.files()
    edited = whole.again(EDITS["a label"][0])
    assert check(edited, whole.public_key) == [], "the shop's own key signed it"
    place = edited.index(files[v.MANIFEST][:40])
    changed = bytearray(edited)
    changed[place + 2] ^= 1
    assert check(bytes(changed), whole.public_key)


def test_another_key_is_found_with_the_shops_key_or_its_secret(whole: Whole, check: Check) -> None:
    stranger = ArchiveSigner(ec.generate_private_key(ec.SECP256R1()), b"x" * 32)
    changed = whole.again(lambda _files: None, signer=stranger)
    assert any("par une autre clé" in each for each in check(changed, whole.public_key))
    assert any("sceau" in each for each in check(changed, None, whole.secret))


def test_another_secret_is_told(whole: Whole, check: Check) -> None:
    assert any("Le secret donné" in each for each in check(whole.content, None, b"y" * 32))


def test_a_stuffed_file_is_not_unpacked_without_end(whole: Whole, check: Check) -> None:
    bomb = whole.again(lambda files: files.update({"tableaux/lignes.csv": b"0" * 50_000_000}))
    at = bomb.index((50_000_000).to_bytes(4, "little"))
    short = bomb[:at] + (5000).to_bytes(4, "little") + bomb[at + 4 :]
    assert check(short)


# RFC 6979, A.2.5: P-256 with SHA-256.
POINT = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6" + (
    "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"
)
VECTORS = {
    b"sample": "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
    "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    b"test": "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
    "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
}


@pytest.mark.parametrize("message", VECTORS)
def test_known_signatures_are_right_and_others_wrong(message: bytes) -> None:
    der, signature = v.SPKI + bytes.fromhex(POINT), bytes.fromhex(VECTORS[message])
    assert v.signed_by(der, signature, message)
    assert not v.signed_by(der, signature, message + b".")
    for place in (0, 31, 32, 63):
        other = bytearray(signature)
        other[place] ^= 1
        assert not v.signed_by(der, bytes(other), message)
    assert not v.signed_by(der[:-1] + b"\0", signature, message), "not a point of the curve"
    for wrong in (bytes(64), v.N.to_bytes(32, "big") * 2, signature[:-1], signature + b"\0"):
        assert not v.signed_by(der, wrong, message)


def test_it_signs_as_others_do() -> None:
    signer = ArchiveSigner(ec.generate_private_key(ec.SECP256R1()), b"z" * 32)
    for text in (b"", b"a", b"archive" * 1000):
        assert v.signed_by(v.key_bytes(signer.public_key), signer.sign(text), text)
        assert signer.sign(text) == signer.sign(text)
        assert signer.seal(text) == v.sealed(b"z" * 32, text)


def test_it_needs_nothing_but_an_old_python() -> None:
    tree = ast.parse(SOURCE.read_text(), feature_version=(3, 8))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in named:
        names = [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
        assert {str(name).split(".")[0] for name in names} <= sys.stdlib_module_names


def test_every_sentence_is_there_in_english_with_the_same_places() -> None:
    saying = {"note", "_say", "Broken", "Unusable", "said", "_line"}
    sentences = set()
    for node in ast.walk(ast.parse(SOURCE.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in saying:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                sentences |= {text for text in texts if isinstance(text, str) and text != "archive"}
    assert len(sentences) > 50
    assert sentences <= v.ENGLISH.keys()
    for french, english in v.ENGLISH.items():
        assert set(re.findall(r"\{\w+\}", french)) == set(re.findall(r"\{\w+\}", english)), french


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The verifier as an officer runs it, without anything but Python's own library."""
    command = [sys.executable, "-I", "-S", "verificateur.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_as_a_program_it_says_so_in_both_languages(whole: Whole, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(whole.content)
    (tmp_path / "secret").write_text(whole.secret.hex() + "\n")
    (tmp_path / "verificateur.py").write_bytes(whole.files()[v.VERIFIER])
    good = run(tmp_path, "a.zip", "--secret", "secret")
    assert (good.returncode, good.stderr) == (0, "")
    assert "RÉSULTAT     : l'archive est intacte." in good.stdout
    assert "Boutique des Quatre Vents" in good.stdout
    (tmp_path / "b.zip").write_bytes(whole.again(EDITS["missing"][0]))
    bad = run(tmp_path, "b.zip", "--en")
    assert bad.returncode == 1
    assert "DEFECT       : journal/C1.jsonl:2 : 1 entries are missing before this one: 2 to 2." in bad.stdout
    assert "RESULT       : the archive is NOT intact." in bad.stdout
    for arguments in (("none.zip",), ("a.zip", "--secret", "a.zip"), ("a.zip", "--public-key", "secret")):
        impossible = run(tmp_path, *arguments)
        assert impossible.returncode == 2
        assert impossible.stderr.startswith("IMPOSSIBLE")


def test_of_many_defects_some_are_named_and_the_rest_counted(whole: Whole, tmp_path: Path) -> None:
    def break_all(files: Files) -> None:
        content = lines(files)
        files["journal/C1.jsonl"] = b"".join(b"{}\n" for _ in content) * 3

    path = tmp_path / "a.zip"
    path.write_bytes(whole.again(break_all))
    report = v.check(str(path))
    assert len([each for each in report.findings if each.where.startswith("journal/C1")]) == v.MOST_PER_PLACE
    assert report.left_out > 0
