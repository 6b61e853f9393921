"""Archives that somebody changed: as bytes, or put together again with every sum made to fit."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from drivers.archive import verifier as v

Files = dict[str, bytes]
Edit = Callable[[Files], None]
CHAIN = "journal/C1.jsonl"


class Signer(Protocol):
    """Whose key signs."""

    public_key: bytes

    def sign(self, content: bytes) -> bytes: ...


@dataclass
class Whole:
    """An archive that nobody touched, and what it was made with."""

    content: bytes
    secret: bytes
    public_key: bytes
    signer: Signer

    def files(self) -> Files:
        """Its files."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def again(self, edit: Edit, *, signer: Signer | None = None, secret: bytes | None = None) -> bytes:
        """Edited and put together again as the program would, the manifest made to fit and signed again.

        Without the `secret` the seal stays what it was.
        """
        files = self.files()
        edit(files)
        signer = signer or self.signer
        files[v.PUBLIC_KEY] = signer.public_key
        manifest = json.loads(files[v.MANIFEST])
        last = (v.MANIFEST, v.SEAL, v.SIGNATURE)
        packed = {name: _packed(content, name in last) for name, content in files.items()}
        manifest["files"] = [
            {
                "name": name,
                "size": len(content),
                "crc32": zlib.crc32(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "packed_size": len(packed[name]),
                "packed_sha256": hashlib.sha256(packed[name]).hexdigest(),
            }
            for name, content in files.items()
            if name not in last
        ]
        stated = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        files[v.MANIFEST] = stated
        files[v.SIGNATURE] = (signer.sign(stated).hex() + "\n").encode()
        if secret is not None:
            files[v.SEAL] = v.sealed(secret, stated)
        packed |= {name: files[name] for name in last}
        return zipped(files, packed)


def _packed(content: bytes, stored: bool) -> bytes:
    if stored:
        return content
    pack = zlib.compressobj(6, zlib.DEFLATED, -15)
    return pack.compress(content) + pack.flush()


def zipped(files: Files, packed: Files) -> bytes:
    """A ZIP written in the one way."""
    made, records = io.BytesIO(), []
    for name, content in files.items():
        method = v.STORED if packed[name] is files[name] else v.DEFLATED
        facts = method, zlib.crc32(content), len(packed[name]), len(content)
        records.append(v.central_record(name, *facts, made.tell()))
        made.write(v.local_header(name, *facts) + packed[name])
    table = b"".join(records)
    made.write(table + v.end_record(len(records), len(table), made.tell()))
    return made.getvalue()


def lines(files: Files, name: str = CHAIN) -> list[bytes]:
    """The lines of a journal."""
    return files[name].splitlines(keepends=True)


def of_kind(files: Files, kind: str, name: str = CHAIN) -> list[int]:
    """Where the entries of a kind are."""
    return [place for place, line in enumerate(lines(files, name)) if json.loads(line)["kind"] == kind]


def on_lines(change: Callable[[list[bytes], Files], None], name: str = CHAIN) -> Edit:
    """An edit of the lines of a journal."""

    def edit(files: Files) -> None:
        content = lines(files, name)
        change(content, files)
        files[name] = b"".join(content)

    return edit


def on_body(kind: str, change: Callable[[Any], object], name: str = CHAIN) -> Edit:
    """An edit of the first entry of a kind."""

    def edit(files: Files) -> None:
        content, place = lines(files, name), of_kind(files, kind, name)[0]
        head, body = content[place].split(b',"body":', 1)
        plain = json.loads(body[:-2])
        change(plain)
        canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        content[place] = head + b',"body":' + canonical + b"}\n"
        files[name] = b"".join(content)

    return edit


def on_manifest(change: Callable[[Any], object]) -> Edit:
    """An edit of what the manifest says."""

    def edit(files: Files) -> None:
        manifest = json.loads(files[v.MANIFEST])
        change(manifest)
        files[v.MANIFEST] = json.dumps(manifest).encode()

    return edit
