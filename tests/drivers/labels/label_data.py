"""Labels for tests, and eyes that read what was printed: zbarimg and pdftoppm."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageOps
from PIL.Image import Image

from ess_shop.domain.currencies import EUR
from ess_shop.domain.label_sheets import Place, SheetLayout
from ess_shop.domain.labels import Label, OwnRange

OWN = OwnRange()
PAGE = "https://boutique-commune.example/m/M001"
DPI = 300


def label(number: int = 1, **changed: object) -> Label:
    """The label of a pot of honey with the shop's barcode of that number."""
    usual: dict[str, object] = {
        "text": f"Miel de tilleul, pot {number}",
        "barcode": OWN.barcode(number),
        "price": EUR.parse("12,50"),
        "member": "Les Ruchers du Semnoz",
        "story": "Nos abeilles butinent les tilleuls du parc d’Annecy-le-Vieux.",
        "origin": "Annecy",
    }
    return Label(**{**usual, **changed})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Seen:
    """A code that was read: its kind, what it says."""

    kind: str
    text: str


def read_codes(picture: Path) -> list[Seen]:
    """Every code on a picture, as zbarimg reads it."""
    return _read([picture])[0]


def read_image(image: Image, folder: Path) -> list[Seen]:
    """Every code on a picture in memory."""
    return read_each([image], folder)[0]


def read_each(images: Sequence[Image], folder: Path) -> list[list[Seen]]:
    """The codes on each picture, with some white around it as a label has on its paper."""
    paths = [folder / f"read{place}.png" for place in range(len(images))]
    for image, path in zip(images, paths, strict=True):
        ImageOps.expand(image.convert("L"), 30, 255).save(path)
    return _read(paths)


def _read(paths: Sequence[Path]) -> list[list[Seen]]:
    command = ["zbarimg", "--xml", "--quiet", "--nodbus", "-Sdatabar.disable", "-Sdatabar-exp.disable"]
    read = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True)
    found: dict[str, list[Seen]] = {str(path): [] for path in paths}
    for source, content in re.findall(r"<source href='([^']+)'>(.*?)</source>", read.stdout, re.DOTALL):
        symbols = re.findall(r"<symbol type='([^']+)'.*?CDATA\[(.*?)\]\]", content, re.DOTALL)
        found[source] = [Seen(kind, text) for kind, text in symbols]
    return list(found.values())


def pages(pdf: bytes, folder: Path) -> list[Path]:
    """The pages of a PDF as pictures at 300 dots to the inch."""
    path = folder / "labels.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", str(path), str(folder / "page")], check=True)
    numbered = folder.glob("page-*.png")
    return sorted(numbered, key=lambda page: int(re.findall(r"\d+", page.stem)[-1]))


def cut_out(page: Image, layout: SheetLayout, place: Place, *, less: int = 0) -> Image:
    """A label as scissors would cut it out, or its inside without `less` hundredths of a millimetre."""
    edges = (
        place.left + less,
        place.top + less,
        place.left + layout.width - less,
        place.top + layout.height - less,
    )
    return page.crop(tuple(round(edge * DPI / 2540) for edge in edges))  # type: ignore[arg-type]
