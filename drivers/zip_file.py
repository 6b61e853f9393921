"""A folder as one ZIP, whole or not at all; the same files give the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from drivers.whole_file import whole_file
from ess_shop.errors import StorageTrouble

_WHEN = (1980, 1, 1, 0, 0, 0)
"""A ZIP begins to count time then; with one time for all, the same papers are the same file."""

_READABLE = 0o644 << 16


def write_zip(path: Path, folder: Path) -> None:
    """Pack every file below `folder` under the folder's own name; StorageTrouble if one cannot be read."""
    try:
        with whole_file(path) as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for file in sorted(each for each in folder.rglob("*") if each.is_file()):
                entry = zipfile.ZipInfo((Path(folder.name) / file.relative_to(folder)).as_posix(), _WHEN)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
                packed.writestr(entry, file.read_bytes())
    except OSError as wrong:
        raise StorageTrouble(
            "not_packed",
            "The papers in “{folder}” cannot be packed into one file: {reason}.",
            folder=folder,
            reason=wrong.strerror,
        ) from wrong
