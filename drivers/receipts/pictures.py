"""Pictures on a receipt: scaled to the paper, black on white, as the bytes a printer takes."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.domain.pictures import is_kept, picture_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

_log = logging.getLogger(__name__)

TALLEST = 200
"""Dots; a taller logo only wastes paper."""


def logo_of(logo: str, dots: int) -> Image | None:
    """The logo, at most three quarters of the paper wide; None for none, or for one that cannot be read."""
    if not logo:
        return None
    from PIL import Image as Images

    try:
        with Images.open(BytesIO(picture_bytes(logo)) if is_kept(logo) else Path(logo)) as opened:
            return fitted(opened, dots * 3 // 4)
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError) as wrong:
        # A receipt needs no logo: it is printed all the same.
        _log.warning("the logo %.200s cannot be read: %s", logo, wrong)
        return None


def raster(image: Image, dots: int) -> bytes:
    """The command that prints a picture (GS v 0) in the middle of a paper so many dots wide."""
    from PIL import Image as Images
    from PIL import ImageOps

    seen = fitted(image, dots)
    sheet = Images.new("L", (dots, seen.height), 255)
    sheet.paste(seen, ((dots - seen.width) // 2, 0))
    black = ImageOps.invert(sheet).convert("1")
    size = (dots // 8).to_bytes(2, "little") + black.height.to_bytes(2, "little")
    return b"\x1dv0\x00" + size + black.tobytes()


def fitted(image: Image, widest: int) -> Image:
    """Grey on white, no wider than `widest` and no taller than TALLEST, in its proportions."""
    from PIL import Image as Images

    seen = image.convert("RGBA")
    white = Images.new("RGBA", seen.size, "white")
    white.alpha_composite(seen)
    grey = white.convert("L")
    scale = min(1.0, widest / seen.width, TALLEST / seen.height)
    if scale == 1.0:
        return grey
    size = max(round(seen.width * scale), 1), max(round(seen.height * scale), 1)
    return grey.resize(size, Images.Resampling.LANCZOS)
