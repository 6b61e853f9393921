#!/usr/bin/env python3
"""Vérifie une archive de la caisse « ess-shop », sans rien d'autre que Python 3.8 ou plus récent.

    python3 verificateur.py archive-2026.zip
    python3 verificateur.py archive-2026.zip --secret FICHIER --public-key cle-publique.pem
    python3 verificateur.py archive-2027.zip --previous archive-2026.zip        (--en: in English)

Ce fichier se suffit à lui-même : un seul fichier, pour qu'un contrôleur puisse l'emporter, le lire en entier
et le lancer sans rien installer. C'est pourquoi il est plus long que les autres fichiers du programme.
Il relit chaque octet de l'archive et dit en clair ce qui ne va pas, et où.
Code de sortie : 0 si l'archive est intacte, 1 si elle ne l'est pas, 2 si elle n'a pas pu être vérifiée.

In the order of this file: the ZIP, the signature (ECDSA P-256, FIPS 186-5), the journals with their chain and
their sums, the archive as a whole, what follows between two archives, what is printed.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import os
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Point = tuple[int, int] | None
    """A point of the curve; None is the point at infinity."""
    Progress = Callable[[int, int], None]

FORMAT = 1
MANIFEST, SEAL, SIGNATURE = "manifeste.json", "manifeste.hmac", "manifeste.sig"
"""The last three files, stored as they are: what there is, its keyed mark, its signature."""
PUBLIC_KEY, VERIFIER = "cle-publique.pem", "verificateur.py"
STORED, DEFLATED = 0, 8
CHUNK = 1 << 20
MOST_PER_PLACE = 20
"""How many defects are told of one file."""
LONGEST_SMALL = 64 << 20
"""The manifest, its signature and the key are read whole; nothing longer is."""

# The ZIP, written in one way only: whatever differs from it was not written by the till.


def local_header(name: str, method: int, crc: int, packed: int, size: int) -> bytes:
    """What stands before a file's bytes."""
    raw = name.encode("utf-8")
    return struct.pack("<IHHHHHIII", 0x04034B50, 20, 0x0800, method, 0, 33, crc, packed, size) + (
        struct.pack("<HH", len(raw), 0) + raw
    )


def central_record(name: str, method: int, crc: int, packed: int, size: int, offset: int) -> bytes:
    """A file's line in the table of contents."""
    raw = name.encode("utf-8")
    begin = struct.pack("<IHHHHHHIII", 0x02014B50, 0x0314, 20, 0x0800, method, 0, 33, crc, packed, size)
    return begin + struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0o100644 << 16, offset) + raw


def end_record(count: int, size: int, offset: int) -> bytes:
    """The last 22 bytes: where the table of contents is."""
    return struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, offset, 0)


class Member:
    """A file within the ZIP."""

    def __init__(self, name: str, method: int, crc: int, packed: int, size: int, offset: int) -> None:
        self.name, self.method, self.crc = name, method, crc
        self.packed, self.size, self.offset = packed, size, offset

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.offset + 30 + len(self.name.encode("utf-8"))


class Unusable(Exception):
    """The archive cannot be checked at all; nothing is said about whether it is whole."""

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence, self.facts = sentence, facts


class Finding:
    """Something that is wrong: where, and a French sentence with places for its facts."""

    def __init__(self, where: str, sentence: str, facts: dict[str, object]) -> None:
        self.where, self.sentence, self.facts = where, sentence, facts

    def __str__(self) -> str:
        return f"{self.where} : {said(self.sentence, **self.facts)}"


class Broken(Exception):
    """The archive is damaged so that what comes after cannot be read."""

    def __init__(self, where: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.where, self.sentence, self.facts = where, sentence, facts


class Findings:
    """What was found wrong, in the order it was found; no place fills the whole page."""

    def __init__(self) -> None:
        self.all: list[Finding] = []
        self.left_out = 0
        self._counts: dict[str, int] = {}

    def note(self, where: str, sentence: str, line: int = 0, /, **facts: object) -> None:
        """Note one defect; `where` is a file of the archive, or "archive", `line` one of its lines."""
        self._counts[where] = self._counts.get(where, 0) + 1
        if self._counts[where] <= MOST_PER_PLACE:
            self.all.append(Finding(f"{where}:{line}" if line else where, sentence, facts))
        else:
            self.left_out += 1

    def note_broken(self, broken: Broken) -> None:
        """Note what ended a reading."""
        self.note(broken.where, broken.sentence, **broken.facts)


def table_of_contents(file: BinaryIO, size: int, findings: Findings) -> list[Member]:
    """The files of the ZIP, in their order; every byte of its structure is held against what it must be."""
    if size < 22:
        raise Broken("archive", "Le fichier est trop court pour être une archive : il a été coupé.")
    file.seek(size - 22)
    tail = file.read(22)
    count, length, offset = struct.unpack("<HHIIH", tail[8:])[1:4]
    if tail != end_record(count, length, offset) or offset + length + 22 != size:
        raise Broken(
            "archive", "La fin du fichier n'est pas celle d'une archive : il a été coupé, allongé ou changé."
        )
    file.seek(offset)
    table = file.read(length)
    members: list[Member] = []
    place = 0
    while place < length:
        member, taken, same = _record(table, place, len(members) + 1)
        if not same:
            findings.note(member.name, "Sa ligne dans la table des matières a été changée.")
        members.append(member)
        place += taken
    if len(members) != count:
        findings.note("archive", "La table des matières n'a pas le nombre de lignes annoncé.")
    _check_places(file, members, offset, findings)
    return members


def _record(table: bytes, place: int, number: int) -> tuple[Member, int, bool]:
    """One line of the table of contents, how long it is, and whether it is written as it must be."""
    try:
        fields = struct.unpack("<IHHHHHHIIIHHHHHII", table[place : place + 46])
        lengths = fields[10:13]
        name = table[place + 46 : place + 46 + lengths[0]].decode("utf-8")
    except (struct.error, UnicodeDecodeError):
        raise Broken(
            "archive", "La table des matières est abîmée à la ligne {number}.", number=number
        ) from None
    member = Member(name, fields[4], fields[7], fields[8], fields[9], fields[16])
    taken = 46 + sum(lengths)
    made = central_record(name, member.method, member.crc, member.packed, member.size, member.offset)
    return member, taken, table[place : place + taken] == made


def _check_places(file: BinaryIO, members: list[Member], end: int, findings: Findings) -> None:
    """The files follow each other without a byte between them, each behind its header."""
    expected = 0
    for member in members:
        if member.offset != expected:
            findings.note(
                member.name, "Le fichier n'est pas à sa place (octet {place}).", place=member.offset
            )
        made = local_header(member.name, member.method, member.crc, member.packed, member.size)
        file.seek(member.offset)
        if file.read(len(made)) != made:
            findings.note(member.name, "Son en-tête a été changé (octet {place}).", place=member.offset)
        expected = member.start + member.packed
    if expected != end:
        findings.note("archive", "Il y a des octets en trop ou en moins avant la table des matières.")


def chunks(file: BinaryIO, member: Member, packed_sha256: Any = None) -> Iterator[bytes]:
    """The content of a file, piece by piece; Broken where it cannot be unpacked."""
    unpack = zlib.decompressobj(-15)
    size = 0
    try:
        for raw in _packed(file, member, packed_sha256):
            while raw:
                piece = raw if member.method == STORED else unpack.decompress(raw, 4 * CHUNK)
                raw = b"" if member.method == STORED else unpack.unconsumed_tail
                size += len(piece)
                if size > member.size:
                    raise Broken(member.name, "Le fichier est plus long qu'il ne le dit.")
                yield piece
        if member.method != STORED:
            yield unpack.flush()
            if not unpack.eof or unpack.unused_data:
                raise Broken(member.name, "Ses octets sont abîmés : il ne se décompresse pas jusqu'au bout.")
    except zlib.error:
        raise Broken(member.name, "Ses octets sont abîmés : il ne se décompresse plus.") from None


def _packed(file: BinaryIO, member: Member, packed_sha256: Any) -> Iterator[bytes]:
    file.seek(member.start)
    left = member.packed
    while left:
        raw = file.read(min(CHUNK, left))
        if not raw:
            raise Broken(member.name, "Le fichier est coupé.")
        left -= len(raw)
        if packed_sha256 is not None:
            packed_sha256.update(raw)
        yield raw


def content(file: BinaryIO, member: Member) -> bytes:
    """A small file, whole."""
    if member.size > LONGEST_SMALL:
        raise Broken(member.name, "Le fichier est bien trop long.")
    return b"".join(chunks(file, member))


# The signature of the manifest: ECDSA on the curve P-256 (FIPS 186-5), checked with whole numbers alone.

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
"""What stands before the point in a P-256 public key (RFC 5480)."""


def _plus(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = 3 * (one[0] * one[0] - 1) * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def _times(factor: int, point: Point) -> Point:
    found: Point = None
    while factor:
        if factor & 1:
            found = _plus(found, point)
        point = _plus(point, point)
        factor >>= 1
    return found


def key_bytes(pem: bytes) -> bytes:
    """The DER bytes of a PEM public key; ValueError if it is no P-256 key."""
    lines = [line.strip() for line in pem.decode("ascii").strip().splitlines()]
    if len(lines) < 3 or lines[0] != "-----BEGIN PUBLIC KEY-----" or lines[-1] != "-----END PUBLIC KEY-----":
        raise ValueError("no PEM public key")
    der = base64.b64decode("".join(lines[1:-1]), validate=True)
    if len(der) != len(SPKI) + 64 or not der.startswith(SPKI):
        raise ValueError("no P-256 key")
    return der


def signed_by(der: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether 64 bytes (r then s) are this key's signature of these bytes."""
    x, y = int.from_bytes(der[-64:-32], "big"), int.from_bytes(der[-32:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    on_curve = x < P and y < P and (y * y - x * x * x + 3 * x - B) % P == 0
    if len(signature) != 64 or not on_curve or not 0 < r < N or not 0 < s < N:
        return False
    inverse = pow(s, -1, N)
    digest = int.from_bytes(hashlib.sha256(signed).digest(), "big")
    found = _plus(_times(digest * inverse % N, G), _times(r * inverse % N, (x, y)))
    return found is not None and found[0] % N == r


def fingerprint(raw: bytes) -> str:
    """SHA-256 in groups of four, to be compared by eye."""
    digest = hashlib.sha256(raw).hexdigest()
    return " ".join(digest[place : place + 4] for place in range(0, 64, 4))


def secret_fingerprint(secret: bytes) -> str:
    """A name for the secret that does not give it away."""
    return fingerprint(b"ess-shop secret\n" + secret)


# The journals: numbered without a gap, chained, signed; what was sold ties to days, months and years.

IN_MEMBERS_NAME = ("A", "B", "C")
"""The roles in which the member sells, the shop being their agent."""


class Sums:
    """What tickets or closings come to: count, total, VAT, means of payment, whose turnover it is."""

    def __init__(self) -> None:
        self.tickets = self.total = 0
        self.rates: dict[int, tuple[int, int]] = {}
        self.means: dict[tuple[str, str], tuple[int, int]] = {}
        self.taxpayers: dict[str, int] = {}

    def rate(self, vat: int, before_tax: int, total: int) -> None:
        """Add to a VAT rate."""
        known = self.rates.get(vat, (0, 0))
        self.rates[vat] = (known[0] + before_tax, known[1] + total)

    def paid(self, means: str, currency: str, count: int, net: int) -> None:
        """Add to a means of payment."""
        known = self.means.get((means, currency), (0, 0))
        self.means[means, currency] = (known[0] + count, known[1] + net)

    def turnover(self, taxpayer: str, total: int) -> None:
        """Add to what was sold for a taxpayer."""
        self.taxpayers[taxpayer] = self.taxpayers.get(taxpayer, 0) + total

    def same(self, other: Sums) -> bool:
        """Whether two sums agree; what is nothing counts for nothing."""
        return (
            (self.tickets, self.total) == (other.tickets, other.total)
            and self.rates == other.rates
            and self.means == other.means
            and _some(self.taxpayers) == _some(other.taxpayers)
        )

    def add_stated(self, body: dict[str, Any]) -> None:
        """Add what a closing says of tickets, rates and means."""
        for vat, before_tax, total in body["rates"]:
            self.rate(vat, before_tax, total)
        for means, currency, count, net in body["means"]:
            self.paid(means, currency, count, net)


def _some(totals: dict[Any, int]) -> dict[Any, int]:
    return {name: total for name, total in totals.items() if total}


class Journal:
    """One till's journal, read line by line, held against itself and against what the manifest says of it."""

    def __init__(self, till: dict[str, Any], secret: bytes | None, findings: Findings) -> None:
        self.name, self.till = till["journal"], till["till"]
        self.before: dict[str, int] = dict(till["perpetual"]["before"])
        self.closings: list[dict[str, Any]] = []
        self.periods: list[tuple[int, dict[str, Any]]] = []
        self._stated, self._secret, self._findings = till, secret, findings
        self._number, self._signature = till["before"]["number"], till["before"]["signature"]
        self._line = self._entries = self._tickets = self._total = 0
        self._ticket, self._z = till["tickets"]["before"], till["closings"]["before"]
        self._perpetual = dict(self.before)
        self._session: int | None = None
        self._sold = Sums()

    def _say(self, sentence: str, **facts: object) -> None:
        self._findings.note(self.name, sentence, self._line, **facts)

    def line(self, raw: bytes) -> None:
        """Check one line."""
        self._line += 1
        self._entries += 1
        try:
            entry = json.loads(raw.decode("utf-8"))
            number = entry["number"]
            self._check_place(number, entry["previous"])
            if self._secret is not None and not self._genuine(self._secret, entry, raw):
                self._say("la signature de l'enregistrement {number} est fausse.", number=number)
            self._number, self._signature = number, entry["signature"]
            self._count(entry["kind"], number, entry["body"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            self._say("l'enregistrement est illisible.")

    def _genuine(self, secret: bytes, entry: dict[str, Any], raw: bytes) -> bool:
        names = ("number", "id", "kind", "at", "previous")
        head = "\n".join(
            [f"ess-shop {entry['version']}", self.till, *(str(entry[name]) for name in names), ""]
        )
        body = raw[raw.index(b',"body":') + 8 : -1]
        made = hmac.new(secret, head.encode("utf-8") + body, "sha256").hexdigest()
        return made == str(entry["signature"])

    def _check_place(self, number: int, previous: str) -> None:
        expected = self._number + 1
        if number > expected:
            self._say(
                "il manque {count} enregistrement(s) avant celui-ci : {first} à {last}.",
                count=number - expected,
                first=expected,
                last=number - 1,
            )
        elif number < expected:
            self._say(
                "l'enregistrement {number} est ajouté, répété ou déplacé (attendu : {expected}).",
                number=number,
                expected=expected,
            )
        elif previous != self._signature:
            self._say(
                "l'enregistrement {number} ne suit pas celui d'avant : l'un des deux a été changé.",
                number=number,
            )

    def _count(self, kind: str, number: int, body: dict[str, Any]) -> None:
        if kind == "opening":
            if self._session is not None:
                self._say("une journée est ouverte alors que la précédente n'est pas close.")
            self._session, self._sold = number, Sums()
        elif kind == "sale":
            self._sale(body)
        elif kind == "closing":
            self._closing(body)
        elif kind == "period":
            self.periods.append((self._line, body))

    def _sale(self, body: dict[str, Any]) -> None:
        ticket, total = body["ticket"], body["total"]
        self._tickets += 1
        self._total += total
        if ticket != self._ticket + 1:
            self._say("le ticket {ticket} ne suit pas le ticket {last}.", ticket=ticket, last=self._ticket)
        if body["session"] != self._session:
            self._say("le ticket {ticket} n'est pas de la journée ouverte.", ticket=ticket)
        self._ticket = ticket
        sold, lines = self._sold, Sums()
        sold.tickets += 1
        sold.total += total
        for line in body["lines"]:
            lines.total += line["total"]
            lines.rate(line["vat"], line["before_tax"], line["total"])
            own = line["status"] == "liable" and line["role"] in IN_MEMBERS_NAME
            sold.turnover(line["member"] if own else "shop", line["total"])
        for vat, before_tax, of_rate in body["rates"]:
            sold.rate(vat, before_tax, of_rate)
        for paid in body["payments"]:
            sold.paid(paid["means"], paid["currency"], 1, paid["tendered"] - paid["change"])
        if lines.total != total:
            self._say("le total du ticket {ticket} n'est pas la somme de ses lignes.", ticket=ticket)
        if {vat: (before, whole) for vat, before, whole in body["rates"]} != lines.rates:
            self._say("la TVA du ticket {ticket} n'est pas celle de ses lignes.", ticket=ticket)

    def _closing(self, body: dict[str, Any]) -> None:
        z = body["z"]
        if z != self._z + 1:
            self._say("la clôture Z{z} ne suit pas la clôture Z{last}.", z=z, last=self._z)
        stated = Sums()
        stated.tickets, stated.total = body["tickets"][0], body["total"]
        stated.add_stated(body)
        stated.taxpayers = {taxpayer: total for taxpayer, total, _after in body["taxpayers"]}
        if self._session != body["session"] or not stated.same(self._sold):
            self._say("la clôture Z{z} ne dit pas ce que disent les tickets de sa journée.", z=z)
        for taxpayer, total, after in body["taxpayers"]:
            if self._perpetual.get(taxpayer, 0) + total != after:
                self._say("un cumul perpétuel de la clôture Z{z} ne suit pas des clôtures d'avant.", z=z)
            self._perpetual[taxpayer] = after
        self.closings.append(body)
        self._z, self._session = z, None

    def end(self) -> None:
        """Hold the end against what the manifest says."""
        stated, after = self._stated, self._stated["after"]
        if self._number < after["number"]:
            self._findings.note(
                self.name,
                "La fin manque : les enregistrements {first} à {last}.",
                first=self._number + 1,
                last=after["number"],
            )
        elif (self._number, self._signature) != (after["number"], after["signature"]):
            self._findings.note(self.name, "Le journal ne finit pas comme le manifeste le dit.")
        found = (self._entries, self._tickets, self._ticket, self._total, self._z)
        tickets, closings = stated["tickets"], stated["closings"]
        known = (stated["entries"], tickets["count"], tickets["after"], stated["total"], closings["after"])
        if found != known:
            self._findings.note(
                self.name, "Le manifeste ne compte pas ce que voici : tickets, total, clôtures."
            )
        if self._perpetual != stated["perpetual"]["after"]:
            self._findings.note(self.name, "Les cumuls perpétuels du manifeste ne sont pas ceux-ci.")


def check_periods(journals: list[Journal], first: str, last: str, findings: Findings) -> int:
    """Months and years closed within the archive are the sums of their days; returns how many there are."""
    count = 0
    for journal in journals:
        for line, body in journal.periods:
            if body.get("carried") or body["first"] < first or body["last"] > last:
                continue
            count += 1
            days, stated = Sums(), Sums()
            perpetual: dict[tuple[str, str], int] = {}
            for each in journals:
                _add_days(each, body["first"], body["last"], days, perpetual)
            stated.tickets, stated.total = body["tickets"], body["total"]
            stated.add_stated(body)
            for _till, taxpayer, total, _after in body["taxpayers"]:
                stated.turnover(taxpayer, total)
            after = {(till, taxpayer): after for till, taxpayer, _total, after in body["taxpayers"]}
            if not stated.same(days):
                sentence = "la clôture {period} n'est pas la somme de ses clôtures de jour."
                findings.note(journal.name, sentence, line, period=body["name"])
            if _some(after) != _some(perpetual):
                sentence = "les cumuls perpétuels de la clôture {period} ne sont pas ceux de ses jours."
                findings.note(journal.name, sentence, line, period=body["name"])
    return count


def _add_days(
    journal: Journal, first: str, last: str, days: Sums, perpetual: dict[tuple[str, str], int]
) -> None:
    for taxpayer, total in journal.before.items():
        perpetual[journal.till, taxpayer] = total
    for body in journal.closings:
        if body["day"] > last:
            continue
        for taxpayer, total, _after in body["taxpayers"]:
            perpetual[journal.till, taxpayer] = perpetual.get((journal.till, taxpayer), 0) + total
            if body["day"] >= first:
                days.turnover(taxpayer, total)
        if body["day"] >= first:
            days.tickets += body["tickets"][0]
            days.total += body["total"]
            days.add_stated(body)


# The archive as a whole.


class Report:
    """What a check found: nothing is wrong if `findings` is empty."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.left_out = 0
        self.manifest: dict[str, Any] = {}
        self.key_fingerprint = ""
        self.periods = 0


def check(
    path: str,
    public_key: bytes | None = None,
    secret: bytes | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check an archive; `public_key` is PEM, `secret` the raw key. Unusable if it cannot be read at all."""
    findings, report = Findings(), Report()
    try:
        with open(path, "rb") as file:
            _check_file(file, os.path.getsize(path), public_key, secret, findings, report, progress)
    except OSError as wrong:
        raise Unusable(
            "« {path} » ne peut pas être lu : {reason}.", path=path, reason=wrong.strerror or wrong
        ) from None
    except Broken as broken:
        findings.note_broken(broken)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        findings.note(MANIFEST, "Le manifeste est illisible.")
    report.findings, report.left_out = findings.all, findings.left_out
    return report


def _check_file(
    file: BinaryIO,
    size: int,
    public_key: bytes | None,
    secret: bytes | None,
    findings: Findings,
    report: Report,
    progress: Progress | None,
) -> None:
    members = table_of_contents(file, size, findings)
    names = [member.name for member in members]
    by_name = {member.name: member for member in members}
    if names[-3:] != [MANIFEST, SEAL, SIGNATURE] or PUBLIC_KEY not in names or len(by_name) != len(names):
        raise Broken("archive", "Le manifeste, sa signature ou la clé publique n'est pas à sa place.")
    key = content(file, by_name[PUBLIC_KEY])
    stated, seal, written = (content(file, by_name[name]) for name in (MANIFEST, SEAL, SIGNATURE))
    for name, found in ((MANIFEST, stated), (SEAL, seal), (SIGNATURE, written)):
        member = by_name[name]
        if member.method != STORED or len(found) != member.size or zlib.crc32(found) != member.crc:
            findings.note(name, "Sa somme de contrôle est fausse.")
    _check_signature(stated, written, key, public_key, findings, report)
    manifest = json.loads(stated.decode("utf-8"))
    if manifest["format"] != FORMAT:
        raise Unusable(
            "Archive au format {format} : prenez le vérificateur qui l'accompagne.", format=manifest["format"]
        )
    report.manifest = manifest
    if secret is not None:
        if secret_fingerprint(secret) != manifest["secret"]:
            findings.note(
                "archive", "Le secret donné n'est pas celui de la boutique qui a fait cette archive."
            )
            secret = None
        elif not hmac.compare_digest(seal, sealed(secret, stated)):
            findings.note(SEAL, "Le sceau est faux : le manifeste n'est pas celui que la caisse a écrit.")
    _check_contents(file, members, manifest, secret, findings, report, progress)


def sealed(secret: bytes, manifest: bytes) -> bytes:
    """The keyed mark of a manifest: whoever signs with another key does not make it without the secret."""
    return hmac.new(secret, b"ess-shop archive\n" + manifest, "sha256").hexdigest().encode("ascii") + b"\n"


def _check_signature(
    stated: bytes,
    written: bytes,
    key: bytes,
    public_key: bytes | None,
    findings: Findings,
    report: Report,
) -> None:
    try:
        der, signature = key_bytes(key), bytes.fromhex(written.decode("ascii").strip())
        report.key_fingerprint = fingerprint(der)
        if written != signature.hex().encode("ascii") + b"\n" or not signed_by(der, signature, stated):
            findings.note(SIGNATURE, "La signature est fausse : le manifeste ou la signature a été changé.")
    except ValueError:
        findings.note(SIGNATURE, "La signature ou la clé publique est illisible.")
        return
    if public_key is not None and key_bytes(public_key) != der:
        findings.note(PUBLIC_KEY, "L'archive est signée par une autre clé que celle de la boutique.")


def _check_contents(
    file: BinaryIO,
    members: list[Member],
    manifest: dict[str, Any],
    secret: bytes | None,
    findings: Findings,
    report: Report,
    progress: Progress | None,
) -> None:
    tills, files = manifest["tills"], manifest["files"]
    journals = {till["journal"]: Journal(till, secret, findings) for till in tills}
    missing = dict(journals)
    known = {stated["name"]: stated for stated in files}
    if [stated["name"] for stated in files] != [member.name for member in members[:-3]]:
        findings.note(MANIFEST, "Le manifeste ne nomme pas les fichiers que voici, dans cet ordre.")
    done, whole = 0, sum(member.packed for member in members)
    for member in members[:-3]:
        stated = known.pop(member.name, None)
        if stated is not None:
            _check_member(file, member, stated, missing.pop(member.name, None), findings)
        done += member.packed
        if progress is not None:
            progress(done, whole)
    for name in sorted(set(known) | set(missing)):
        findings.note(name, "Ce fichier manque.")
    period, counts = manifest["period"], manifest["counts"]
    report.periods = check_periods(list(journals.values()), period["first"], period["last"], findings)
    sums = (
        sum(till["entries"] for till in tills),
        sum(till["tickets"]["count"] for till in tills),
        sum(till["total"] for till in tills),
    )
    if sums != (counts["entries"], counts["tickets"], counts["total"]):
        findings.note(MANIFEST, "Les sommes du manifeste ne sont pas celles de ses caisses.")


def _check_member(
    file: BinaryIO, member: Member, stated: dict[str, Any], journal: Journal | None, findings: Findings
) -> None:
    packed, plain = hashlib.sha256(), hashlib.sha256()
    size = crc = 0
    rest = b""
    try:
        for piece in chunks(file, member, packed):
            plain.update(piece)
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if journal is not None:
                lines = (rest + piece).split(b"\n")
                rest = lines.pop()
                for line in lines:
                    journal.line(line)
    except Broken as broken:
        findings.note_broken(broken)
    if journal is not None:
        if rest:
            findings.note(member.name, "La dernière ligne est coupée.")
        journal.end()
    found = (size, crc, plain.hexdigest(), member.packed, packed.hexdigest(), member.size, member.crc)
    names = ("size", "crc32", "sha256", "packed_size", "packed_sha256", "size", "crc32")
    if found != tuple(stated[name] for name in names):
        findings.note(member.name, "Ce n'est pas le fichier qui a été archivé : il a été changé.")


def joints(reports: list[Report]) -> list[Finding]:
    """What is missing between archives that should follow each other, oldest first; empty if nothing is."""
    findings = Findings()
    known = sorted(
        (each.manifest for each in reports if each.manifest),
        key=lambda manifest: (manifest["period"]["first"], manifest["period"]["last"]),
    )
    for one, other in zip(known, known[1:]):  # noqa: B905, RUF007 (as Python 3.8 has it)
        if one["books"] != other["books"]:
            findings.note("archive", "Ces archives ne sont pas d'une même boutique.")
            continue
        heads = {till["till"]: till["after"] for till in one["tills"]}
        alike = one["period"]["kind"] == other["period"]["kind"]
        for till in other["tills"]:
            before = heads.get(till["till"], {"number": 0, "signature": ""})
            if till["before"] != before and (alike or till["till"] != OFFICE):
                findings.note(
                    till["till"],
                    "Les archives {one} et {other} ne se suivent pas : il en manque entre elles.",
                    one=one["period"]["name"],
                    other=other["period"]["name"],
                )
    return findings.all


# What the officer sees, in French first.

OFFICE = "BUREAU"
"""The journal of what is done outside the tills; months and years begin elsewhere in it."""

SENTENCES = """
Le fichier est trop court pour être une archive : il a été coupé.
    The file is too short to be an archive: it was cut.
La fin du fichier n'est pas celle d'une archive : il a été coupé, allongé ou changé.
    The file does not end as an archive does: it was cut, lengthened or changed.
Sa ligne dans la table des matières a été changée.
    Its line in the table of contents was changed.
La table des matières n'a pas le nombre de lignes annoncé.
    The table of contents has not as many lines as it says.
La table des matières est abîmée à la ligne {number}.
    The table of contents is damaged at line {number}.
Le fichier n'est pas à sa place (octet {place}).
    The file is not in its place (byte {place}).
Son en-tête a été changé (octet {place}).
    Its header was changed (byte {place}).
Il y a des octets en trop ou en moins avant la table des matières.
    There are bytes too many or too few before the table of contents.
Le fichier est plus long qu'il ne le dit.
    The file is longer than it says.
Ses octets sont abîmés : il ne se décompresse pas jusqu'au bout.
    Its bytes are damaged: it cannot be unpacked to its end.
Ses octets sont abîmés : il ne se décompresse plus.
    Its bytes are damaged: it cannot be unpacked.
Le fichier est coupé.
    The file is cut.
Le fichier est bien trop long.
    The file is far too long.
la signature de l'enregistrement {number} est fausse.
    the signature of entry {number} is wrong.
l'enregistrement est illisible.
    the entry cannot be read.
il manque {count} enregistrement(s) avant celui-ci : {first} à {last}.
    {count} entries are missing before this one: {first} to {last}.
l'enregistrement {number} est ajouté, répété ou déplacé (attendu : {expected}).
    entry {number} was added, repeated or moved (expected: {expected}).
l'enregistrement {number} ne suit pas celui d'avant : l'un des deux a été changé.
    entry {number} does not follow the one before: one of the two was changed.
une journée est ouverte alors que la précédente n'est pas close.
    a day is opened while the one before is not closed.
le ticket {ticket} ne suit pas le ticket {last}.
    ticket {ticket} does not follow ticket {last}.
le ticket {ticket} n'est pas de la journée ouverte.
    ticket {ticket} is not of the day that is open.
le total du ticket {ticket} n'est pas la somme de ses lignes.
    the total of ticket {ticket} is not the sum of its lines.
la TVA du ticket {ticket} n'est pas celle de ses lignes.
    the VAT of ticket {ticket} is not that of its lines.
la clôture Z{z} ne suit pas la clôture Z{last}.
    closing Z{z} does not follow closing Z{last}.
la clôture Z{z} ne dit pas ce que disent les tickets de sa journée.
    closing Z{z} does not say what the tickets of its day say.
un cumul perpétuel de la clôture Z{z} ne suit pas des clôtures d'avant.
    a perpetual total of closing Z{z} does not follow from the closings before.
La fin manque : les enregistrements {first} à {last}.
    The end is missing: entries {first} to {last}.
Le journal ne finit pas comme le manifeste le dit.
    The journal does not end as the manifest says.
Le manifeste ne compte pas ce que voici : tickets, total, clôtures.
    The manifest does not count what is here: tickets, total, closings.
Les cumuls perpétuels du manifeste ne sont pas ceux-ci.
    The perpetual totals of the manifest are not these.
la clôture {period} n'est pas la somme de ses clôtures de jour.
    closing {period} is not the sum of its daily closings.
les cumuls perpétuels de la clôture {period} ne sont pas ceux de ses jours.
    the perpetual totals of closing {period} are not those of its days.
« {path} » ne peut pas être lu : {reason}.
    “{path}” cannot be read: {reason}.
Le manifeste est illisible.
    The manifest cannot be read.
Le manifeste, sa signature ou la clé publique n'est pas à sa place.
    The manifest, its signature or the public key is not in its place.
Sa somme de contrôle est fausse.
    Its checksum is wrong.
Archive au format {format} : prenez le vérificateur qui l'accompagne.
    Archive of format {format}: take the verifier that came with it.
Le secret donné n'est pas celui de la boutique qui a fait cette archive.
    The secret given is not that of the shop that made this archive.
Le sceau est faux : le manifeste n'est pas celui que la caisse a écrit.
    The seal is wrong: the manifest is not the one that the till wrote.
La signature est fausse : le manifeste ou la signature a été changé.
    The signature is wrong: the manifest or the signature was changed.
La signature ou la clé publique est illisible.
    The signature or the public key cannot be read.
L'archive est signée par une autre clé que celle de la boutique.
    The archive is signed by another key than the shop's.
Le manifeste ne nomme pas les fichiers que voici, dans cet ordre.
    The manifest does not name the files that are here, in this order.
Ce fichier manque.
    This file is missing.
Les sommes du manifeste ne sont pas celles de ses caisses.
    The sums of the manifest are not those of its tills.
La dernière ligne est coupée.
    The last line is cut.
Ce n'est pas le fichier qui a été archivé : il a été changé.
    This is not the file that was archived: it was changed.
Ces archives ne sont pas d'une même boutique.
    These archives are not of one shop.
Les archives {one} et {other} ne se suivent pas : il en manque entre elles.
    Archives {one} and {other} do not follow each other: something is missing between them.
Archive
    Archive
Boutique
    Shop
Période
    Period
{name}, du {first} au {last}
    {name}, from {first} to {last}
Archivée le
    Archived on
{made_at}, par {program}
    {made_at}, by {program}
Contenu
    Content
{entries} enregistrements, {tickets} tickets
    {entries} entries, {tickets} tickets
Total vendu
    Total sold
Clôtures
    Closings
{count} mois ou années sont la somme de leurs jours
    {count} months or years are the sum of their days
enregistrements {first} à {last}
    entries {first} to {last}
rien
    nothing
Clé publique
    Public key
Remarque
    Remark
comparez l'empreinte de la clé publique à celle que la boutique a remise.
    compare the public key's fingerprint with the one that the shop gave you.
sans le secret, la chaîne est relue mais ses signatures ne sont pas refaites.
    without the secret, the chain is read but its signatures are not made again.
DÉFAUT
    DEFECT
… et {count} autres.
    … and {count} more.
l'archive n'est PAS intacte.
    the archive is NOT intact.
l'archive est intacte.
    the archive is intact.
RÉSULTAT
    RESULT
« {path} » n'est pas une clé publique P-256 en PEM.
    “{path}” is no P-256 public key in PEM.
« {path} » n'est pas le secret d'une boutique.
    “{path}” is not a shop's secret.
"""
"""Every sentence in French, and below it in English."""

_LINES = SENTENCES.strip().splitlines()
ENGLISH = {french: english.strip() for french, english in zip(_LINES[::2], _LINES[1::2])}  # noqa: B905

_language = ["fr"]


def said(sentence: str, /, **facts: object) -> str:
    """A sentence in the language that was asked for."""
    return (ENGLISH[sentence] if _language[0] == "en" else sentence).format(**facts)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", " ")


def _amount(minor: int, code: str, decimals: int) -> str:
    whole, part = divmod(abs(minor), 10**decimals)
    sign, tail = "-" if minor < 0 else "", f",{part:0{decimals}d}" if decimals else ""
    return f"{sign}{_number(whole)}{tail} {code}"


def _line(name: str, value: str) -> None:
    print(f"{said(name):<13}: {value}")


def _describe(path: str, report: Report) -> None:
    _line("Archive", os.path.basename(path))
    manifest = report.manifest
    if manifest:
        shop, period, counts = manifest["shop"], manifest["period"], manifest["counts"]
        _line("Boutique", shop["name"] + (f" (SIRET {shop['siret']})" if shop["siret"] else ""))
        _line("Période", said("{name}, du {first} au {last}", **period))
        _line("Archivée le", said("{made_at}, par {program}", **manifest))
        entries, tickets = _number(counts["entries"]), _number(counts["tickets"])
        _line(
            "Contenu", said("{entries} enregistrements, {tickets} tickets", entries=entries, tickets=tickets)
        )
        _line("Total vendu", _amount(counts["total"], *manifest["currency"]))
        _line("Clôtures", said("{count} mois ou années sont la somme de leurs jours", count=report.periods))
        for till in manifest["tills"]:
            first, last = till["before"]["number"] + 1, till["after"]["number"]
            span = said("enregistrements {first} à {last}", first=first, last=last)
            print(f"  {till['till']:<11}: {span if till['entries'] else said('rien')}")
    if report.key_fingerprint:
        _line("Clé publique", report.key_fingerprint)


def _tell(path: str, report: Report, public_key: bytes | None, secret: bytes | None) -> None:
    _describe(path, report)
    if public_key is None:
        _line("Remarque", said("comparez l'empreinte de la clé publique à celle que la boutique a remise."))
    if secret is None:
        _line(
            "Remarque", said("sans le secret, la chaîne est relue mais ses signatures ne sont pas refaites.")
        )
    for finding in report.findings:
        _line("DÉFAUT", str(finding))
    if report.left_out:
        _line("DÉFAUT", said("… et {count} autres.", count=report.left_out))
    whole = "l'archive n'est PAS intacte." if report.findings else "l'archive est intacte."
    _line("RÉSULTAT", said(whole))
    print()


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(LONGEST_SMALL)
    except OSError as wrong:
        raise Unusable(
            "« {path} » ne peut pas être lu : {reason}.", path=path, reason=wrong.strerror or wrong
        ) from None


def _keys(public_path: str | None, secret_path: str | None) -> tuple[bytes | None, bytes | None]:
    public_key = _read(public_path) if public_path else None
    secret = _read(secret_path) if secret_path else None
    try:
        if public_key is not None:
            key_bytes(public_key)
    except ValueError:
        raise Unusable("« {path} » n'est pas une clé publique P-256 en PEM.", path=public_path) from None
    try:
        return public_key, None if secret is None else bytes.fromhex(secret.decode("ascii").strip())
    except ValueError:
        raise Unusable("« {path} » n'est pas le secret d'une boutique.", path=secret_path) from None


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(prog=VERIFIER, description="Vérifie des archives de caisse.")
    parser.add_argument("archives", nargs="+", metavar="ARCHIVE", help="le fichier ZIP de l'archive")
    parser.add_argument(
        "--previous",
        action="append",
        default=[],
        metavar="ARCHIVE",
        help="une archive d'avant, qui doit précéder",
    )
    parser.add_argument("--public-key", metavar="FICHIER", help="la clé publique remise par la boutique")
    parser.add_argument("--secret", metavar="FICHIER", help="le secret, pour refaire chaque signature")
    parser.add_argument("--en", action="store_true", help="in English")
    given = parser.parse_args(arguments)
    _language[0] = "en" if given.en else "fr"
    reports = []
    try:
        public_key, secret = _keys(given.public_key, given.secret)
        for path in [*given.previous, *given.archives]:
            reports.append(check(path, public_key, secret))
            _tell(path, reports[-1], public_key, secret)
    except Unusable as wrong:
        print(f"IMPOSSIBLE   : {said(wrong.sentence, **wrong.facts)}", file=sys.stderr)
        return 2
    apart = joints(reports)
    for finding in apart:
        _line("DÉFAUT", str(finding))
    return 1 if apart or any(report.findings for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
