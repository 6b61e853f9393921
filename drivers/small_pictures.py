"""Pictures that someone chose, made small enough to be kept in the books."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.receipts.pictures import fitted
from ess_shop.domain.pictures import kept_picture
from ess_shop.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

LOGO_WIDTH = 432
"""Dots: three quarters of a paper of 80 mm, which is the most a receipt shows."""

TILE = 128
LARGEST = 40_000_000
"""Dots of the largest picture that is opened; a telephone's photo has some 12 million."""


def small_logo(path: Path) -> str:
    """A logo in greys, as receipts print it. Refused for what is no picture."""
    return _kept(fitted(_opened(path), LOGO_WIDTH), "PNG")


def small_tile(path: Path) -> str:
    """The middle of a picture, square, for a key. Refused for what is no picture."""
    from PIL import Image as Images
    from PIL import ImageOps

    seen = _opened(path)
    white = Images.new("RGBA", seen.size, "white")
    white.alpha_composite(seen)
    return _kept(ImageOps.fit(white.convert("RGB"), (TILE, TILE)), "JPEG")


def _opened(path: Path) -> Image:
    from PIL import Image as Images
    from PIL import ImageOps

    try:
        with Images.open(path, formats=("PNG", "JPEG")) as found:
            if found.width * found.height > LARGEST:
                raise Refused(
                    "picture_too_large",
                    "The picture {name} is too large: make a smaller one.",
                    name=path.name,
                )
            return ImageOps.exif_transpose(found).convert("RGBA")
    except FileNotFoundError:
        raise Refused(
            "no_picture_file", "There is no file {path}: check where the picture is.", path=path
        ) from None
    except (OSError, ValueError, SyntaxError, Images.DecompressionBombError):
        raise Refused(
            "no_picture", "{name} cannot be read as a picture: choose a PNG or JPEG.", name=path.name
        ) from None


def _kept(image: Image, kind: str) -> str:
    made = BytesIO()
    image.save(made, kind, **({"quality": 82} if kind == "JPEG" else {"optimize": True}))
    return kept_picture(made.getvalue(), kind.lower())
