"""Small pictures as text, so that the books keep them: every backup and every till has them."""

from __future__ import annotations

import base64
import binascii

_BEGINNING, _CODED = "data:image/", ";base64,"


def kept_picture(data: bytes, kind: str) -> str:
    """The bytes of a picture as text; `kind` is `png` or `jpeg`."""
    return f"{_BEGINNING}{kind}{_CODED}{base64.b64encode(data).decode('ascii')}"


def is_kept(text: str) -> bool:
    """Whether a text is a picture itself and not the name or place of one."""
    return text.startswith(_BEGINNING)


def picture_bytes(text: str) -> bytes:
    """The bytes of a kept picture; b"" if the text holds none."""
    try:
        return base64.b64decode(text.partition(_CODED)[2], validate=True)
    except binascii.Error:
        return b""
