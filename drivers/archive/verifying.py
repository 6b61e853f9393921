"""Archives verified by the very program that travels with them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from drivers.archive import verifier
from ess_shop.domain.archive import ArchivePeriod, VerifiedArchive
from ess_shop.domain.journal import Head
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Progress, unheard


def verified(path: Path, secret: bytes, progress: Progress = unheard) -> VerifiedArchive:
    """The archive at a path; Refused with the first thing that is wrong with it."""
    if not path.is_file():
        raise NotFound("no_archive", "There is no archive at “{path}”.", path=path)
    before = sha256(path)
    try:
        report = verifier.check(str(path), None, secret, progress)
    except verifier.Unusable as wrong:
        raise Refused(
            "archive_unusable", "“{path}” is no archive that can be verified.", path=path
        ) from wrong
    if report.findings or sha256(path) != before:
        raise Refused(
            "archive_damaged",
            "The archive “{path}” is not intact ({count} defects): run verificateur.py on it.",
            path=path.name,
            count=len(report.findings) + report.left_out,
        )
    manifest = report.manifest
    return VerifiedArchive(
        sha256=before,
        books_id=manifest["books"],
        period=ArchivePeriod.parse(manifest["period"]["name"]),
        heads={
            till["till"]: (_head(till["till"], till["before"]), _head(till["till"], till["after"]))
            for till in manifest["tills"]
        },
    )


def _head(till: str, stated: dict[str, str | int]) -> Head:
    return Head(till, int(stated["number"]), str(stated["signature"]))


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
