"""Writing an archive: the journals, the tables, what they are, and the signature over all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from drivers.archive import verifier
from drivers.archive.packing import Part, Parts, put_together
from drivers.archive.tables import Tables
from drivers.whole_file import write_whole
from ess_shop.domain.archive import ArchiveHead, Counters, Run
from ess_shop.domain.journal import Entry, Head, Kind
from ess_shop.errors import Refused, StorageTrouble

README = "LISEZMOI.txt"
FORMAT_TEXT = Path(__file__).parent / "format_fr.txt"
"""What the format is, in French, for whoever must read an archive without this program."""


class Signer(Protocol):
    """Who signs archives in the name of the books; keys are PEM, signatures are r and s in 64 bytes."""

    @property
    def public_key(self) -> bytes:
        """What the signature is checked with."""

    @property
    def secret_fingerprint(self) -> str:
        """The name of the key that signs the journal."""

    def sign(self, content: bytes) -> bytes:
        """The signature of these bytes."""

    def seal(self, content: bytes) -> bytes:
        """The keyed mark of these bytes, made with the key that signs the journal."""


@dataclass
class _Sums:
    """What a journal comes to."""

    tickets: int = 0
    total: int = 0
    lines: int = 0
    payments: int = 0
    closings: int = 0
    events: int = 0

    def add(self, kind: Kind, body: Mapping[str, Any]) -> None:
        """Count an entry."""
        if kind is Kind.SALE:
            self.tickets += 1
            self.total += body["total"]
            self.lines += len(body["lines"])
            self.payments += len(body["payments"])
        self.closings += kind is Kind.CLOSING
        self.events += kind is Kind.EVENT


def write_archive(
    target: Path, head: ArchiveHead, runs: Iterable[tuple[Run, Iterable[Entry]]], signer: Signer
) -> None:
    """Write the archive, and beside it the verifier and the public key; no archive is overwritten.

    The archive takes its place once it is whole; whatever stops it leaves none.
    """
    folder, beside = target.parent, target.with_name(f".{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise Refused(
                "archive_exists",
                "There is a file at “{path}” already: choose another name.",
                path=target,
            )
        try:
            with Parts(folder) as parts:
                put_together(_parts(parts, head, runs, signer), beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as trouble:
        raise StorageTrouble(
            "archive_not_written",
            "The archive cannot be written in “{path}” ({reason}). Check the folder and the space left.",
            path=folder,
            reason=trouble.strerror,
        ) from trouble
    write_whole(folder / verifier.VERIFIER, _verifier())
    write_whole(folder / verifier.PUBLIC_KEY, signer.public_key)


def _verifier() -> bytes:
    """The program that verifies archives, as it travels."""
    return Path(verifier.__file__).read_bytes()


def _parts(
    parts: Parts, head: ArchiveHead, runs: Iterable[tuple[Run, Iterable[Entry]]], signer: Signer
) -> list[Part]:
    parts.part(README, _readme(head))
    parts.part(verifier.VERIFIER, _verifier())
    parts.part(verifier.PUBLIC_KEY, signer.public_key)
    tables = Tables(parts, head.shop, head.members)
    stated = []
    for run, entries in runs:
        journal = parts.part(f"journal/{run.till}.jsonl")
        stated.append(_write_journal(run, entries, journal, tables))
    tables.end()
    for part in parts.all:
        part.end()
    manifest = _manifest(head, stated, parts.all, signer)
    signature = signer.sign(manifest).hex() + "\n"
    last = (
        (verifier.MANIFEST, manifest),
        (verifier.SEAL, signer.seal(manifest)),
        (verifier.SIGNATURE, signature.encode()),
    )
    for name, content in last:
        parts.part(name, content, stored=True).end()
    return parts.all


def _write_journal(
    run: Run, entries: Iterable[Entry], journal: Part, tables: Tables
) -> tuple[Run, str, _Sums]:
    previous, sums = run.before.signature, _Sums()
    for entry in entries:
        body = entry.content()
        journal.write(written(entry, previous))
        tables.add(entry, body)
        sums.add(entry.kind, body)
        previous = entry.signature
    return run, journal.name, sums


def written(entry: Entry, previous: str) -> bytes:
    """An entry's line: every signed field, the body last and exactly as it was signed."""
    return (
        f'{{"number":{entry.number},"id":"{entry.id}","kind":"{entry.kind}","at":"{entry.at}",'
        f'"version":{entry.version},"previous":"{previous}","signature":"{entry.signature}",'
        f'"body":{entry.body}}}\n'
    ).encode()


def _manifest(
    head: ArchiveHead, stated: list[tuple[Run, str, _Sums]], files: Iterable[Part], signer: Signer
) -> bytes:
    shop, period = head.shop, head.period
    sums = [each for _run, _name, each in stated]
    counts = {
        name: sum(getattr(each, name) for each in sums)
        for name in ("tickets", "total", "lines", "payments", "closings", "events")
    }
    plain = {
        "format": verifier.FORMAT,
        "program": head.program,
        "books": head.books_id,
        "made_at": head.made_at,
        "shop": {
            name: getattr(shop, name)
            for name in ("name", "siret", "vat_number", "street", "postcode", "town", "country")
        },
        "currency": [shop.currency.code, shop.currency.decimals],
        "period": {
            "kind": str(period.kind),
            "name": period.name,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
        },
        "counts": {"entries": sum(run.entries for run, _name, _sums in stated), **counts},
        "tills": [_till(run, name, each) for run, name, each in stated],
        "files": [part.stated() for part in files],
        "public_key": verifier.fingerprint(verifier.key_bytes(signer.public_key)),
        "secret": signer.secret_fingerprint,
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _till(run: Run, journal: str, sums: _Sums) -> dict[str, Any]:
    first, last = run.at_first, run.at_last
    return {
        "till": run.till,
        "journal": journal,
        "before": _head(run.before),
        "after": _head(run.after),
        "entries": run.entries,
        "tickets": {"count": sums.tickets, "before": first.ticket, "after": last.ticket},
        "closings": {"count": sums.closings, "before": first.z, "after": last.z},
        "total": sums.total,
        "perpetual": {"before": _perpetual(first), "after": _perpetual(last)},
    }


def _head(head: Head) -> dict[str, str | int]:
    return {"number": head.number, "signature": head.signature}


def _perpetual(counters: Counters) -> dict[str, int]:
    return dict(sorted(counters.perpetual.items()))


def _readme(head: ArchiveHead) -> bytes:
    shop, period = head.shop, head.period
    named = f"{shop.name} (SIRET {shop.siret})" if shop.siret else shop.name
    title = f"Archive de caisse de {named}\nPériode {period}, du {period.first} au {period.last}\n"
    return f"{title}Faite le {head.made_at} par {head.program}\n\n".encode() + FORMAT_TEXT.read_bytes()
