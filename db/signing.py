"""Who signs archives in the name of the books: a P-256 key beside the one that signs the journal."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from db.keys import KeyRing
from ess_shop.domain.archive import fingerprint, secret_fingerprint
from ess_shop.errors import StorageTrouble

_PEM = serialization.Encoding.PEM
_DER = serialization.Encoding.DER
_PUBLIC = serialization.PublicFormat.SubjectPublicKeyInfo


@dataclass(frozen=True, slots=True)
class ArchiveSigner:
    """Signs and seals; the same bytes always give the same signature (RFC 6979)."""

    _key: ec.EllipticCurvePrivateKey
    _secret: bytes

    @property
    def public_key(self) -> bytes:
        """What signatures are checked with, in PEM."""
        return self._key.public_key().public_bytes(_PEM, _PUBLIC)

    @property
    def fingerprint(self) -> str:
        """The name of the public key, to be compared by eye."""
        return fingerprint(self._key.public_key().public_bytes(_DER, _PUBLIC))

    @property
    def secret_fingerprint(self) -> str:
        """The name of the key that signs the journal."""
        return secret_fingerprint(self._secret)

    def sign(self, content: bytes) -> bytes:
        """The signature of these bytes: r and s, 32 bytes each."""
        made = self._key.sign(content, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
        return b"".join(part.to_bytes(32, "big") for part in decode_dss_signature(made))

    def seal(self, content: bytes) -> bytes:
        """The keyed mark of these bytes, made with the key that signs the journal."""
        return hmac.new(self._secret, b"ess-shop archive\n" + content, "sha256").hexdigest().encode() + b"\n"


def archive_signer(keys: KeyRing, books_id: str) -> ArchiveSigner:
    """The signer of these books; its key is made when it is asked for first."""
    kept = keys.signing_key(books_id)
    if kept is None:
        return new_signer(keys, books_id)
    try:
        key = serialization.load_pem_private_key(kept, password=None)
    except ValueError as wrong:
        raise _unreadable(keys, books_id) from wrong
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise _unreadable(keys, books_id)
    return ArchiveSigner(key, keys.key(books_id))


def new_signer(keys: KeyRing, books_id: str) -> ArchiveSigner:
    """A signer with a fresh key, in the place of the one that was; archives carry the keys of their time."""
    key = ec.generate_private_key(ec.SECP256R1())
    plain = key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = ArchiveSigner(key, keys.key(books_id))
    keys.keep_signing_key(books_id, plain)
    return signer


def _unreadable(keys: KeyRing, books_id: str) -> StorageTrouble:
    path = keys.signing_path(books_id)
    return StorageTrouble(
        "archive_key_unreadable",
        "“{path}” is no key for signing archives: put it back from its copy, or move it away and a new one"
        " is made.",
        path=path,
    )
