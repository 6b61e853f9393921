"""The signing key of the books and what was last seen of them, kept apart from the data file."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from ess_shop.errors import StorageTrouble

KEY_BYTES = 32
STAMPS = 50
"""How many states of the data file are remembered."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """A folder with, per books, the signing key (`ID.key`) and the last state seen (`ID.seen`)."""

    folder: Path

    @classmethod
    def default(cls) -> KeyRing:
        """The person's own folder, or the one that ESS_SHOP_KEYS names."""
        named = os.environ.get("ESS_SHOP_KEYS")
        return cls(Path(named) if named else user_data_path("ess-shop") / "keys")

    def key_path(self, books_id: str) -> Path:
        """Where the key of these books is."""
        return self.folder / f"{books_id}.key"

    def create(self, books_id: str) -> bytes:
        """A new random key, readable by its owner only."""
        key = secrets.token_bytes(KEY_BYTES)
        self.keep(books_id, key)
        return key

    def keep(self, books_id: str, key: bytes) -> None:
        """Write a key durably; an existing one is never overwritten by another."""
        path = self.key_path(books_id)
        with self._writable():
            if path.exists() and path.read_text().strip() == key.hex():
                return
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """The folder, there to be written; StorageTrouble if it does not let itself be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            yield
        except OSError as wrong:
            raise StorageTrouble(
                "keys_not_written",
                "The folder of the signing keys, “{path}”, cannot be written: {reason}.",
                path=self.folder,
                reason=wrong.strerror,
            ) from wrong

    def key(self, books_id: str) -> bytes:
        """The key; StorageTrouble if it is not there or not a key."""
        path = self.key_path(books_id)
        try:
            key = bytes.fromhex(path.read_text().strip())
        except FileNotFoundError as missing:
            raise StorageTrouble(
                "key_missing",
                "The signing key of these books is missing: put “{path}” back from where you keep its copy.",
                path=path,
            ) from missing
        except (ValueError, OSError) as wrong:
            raise StorageTrouble("key_unreadable", "“{path}” is no signing key.", path=path) from wrong
        if len(key) != KEY_BYTES:
            raise StorageTrouble("key_unreadable", "“{path}” is no signing key.", path=path)
        return key

    def signing_path(self, books_id: str) -> Path:
        """Where the key is that signs these books' archives."""
        return self.folder / f"{books_id}.sign"

    def signing_key(self, books_id: str) -> bytes | None:
        """The key that signs archives, as it is kept; None if there is none yet."""
        path = self.signing_path(books_id)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as wrong:
            raise StorageTrouble("key_unreadable", "“{path}” is no signing key.", path=path) from wrong

    def keep_signing_key(self, books_id: str, key: bytes) -> None:
        """Keep a key that signs archives, in the place of the one that was."""
        with self._writable():
            descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=f"{books_id}.")
            with os.fdopen(descriptor, "wb") as file:
                file.write(key)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self.signing_path(books_id))

    def seen(self, books_id: str) -> Seen:
        """What was last seen of these books; empty if nothing was."""
        try:
            plain = json.loads((self.folder / f"{books_id}.seen").read_text())
            return Seen(dict(plain["places"]), dict(plain["stamps"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return Seen({}, {})

    def remember(self, books_id: str, seen: Seen) -> None:
        """Write what was seen, replacing the file in one step."""
        with self._writable():
            descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=f"{books_id}.")
            with os.fdopen(descriptor, "w") as file:
                json.dump({"places": seen.places, "stamps": seen.stamps}, file, indent=1)
            os.replace(name, self.folder / f"{books_id}.seen")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a witness outside the data file remembers.

    `places`: per place of the books, every till's last number and signature. `stamps`: the SHA-256 of the
    whole data file in a state that is known by its journals' ends and SQLite's own change counter.
    """

    places: dict[str, dict[str, list[Any]]]
    stamps: dict[str, str]


def stamp_name(heads: dict[str, list[Any]], header: bytes) -> str:
    """The name of a state of a data file: its journals' ends and SQLite's change counter."""
    text = json.dumps(heads, sort_keys=True) + header[24:28].hex()
    return hashlib.sha256(text.encode()).hexdigest()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
