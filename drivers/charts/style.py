"""matplotlib set up once: the house's typefaces, no settings of the machine, the same bytes every time."""

from __future__ import annotations

import logging
import os
from threading import RLock

from platformdirs import user_cache_path

from drivers.papers.typefaces import FONTS, Face, runs

# matplotlib reads its own settings and keeps its list of fonts there; nobody's settings shall change a chart.
os.environ.setdefault("MPLCONFIGDIR", str(user_cache_path("ess-shop") / "charts"))

import matplotlib
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

FAMILIES = ["Atkinson Hyperlegible", "DejaVu Sans Condensed"]

for file in sorted(FONTS.glob("*.ttf")):
    fontManager.addfont(file)

# The face that lends what the house's one lacks has one weight: it is taken for bold too, and nobody is told.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

matplotlib.rcdefaults()
matplotlib.rcParams.update(
    {
        "svg.fonttype": "path",
        "svg.hashsalt": "ess-shop",
        "text.parse_math": False,  # a name with two dollar signs is a name
        "path.simplify": False,
    }
)

ONE_AT_A_TIME = RLock()
"""matplotlib's settings belong to the whole process, and more than one lane may draw."""


def face(size: float, *, bold: bool = False) -> FontProperties:
    """The house's typeface at a size in points."""
    return FontProperties(family=FAMILIES, size=size, weight="bold" if bold else "normal")


def drawable(text: str) -> str:
    """The text as the typefaces can draw it: no character becomes an empty box."""
    return "".join(part for _face, part in runs(text, Face.TEXT))


def width(text: str, size: float) -> float:
    """How wide a text is."""
    found: float = text_to_path.get_text_width_height_descent(text, face(size), False)[0]
    return found


def fitted(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as fits, followed by an ellipsis."""
    plain = drawable(text)
    if width(plain, size) <= room:
        return plain
    while plain and width(f"{plain}…", size) > room:
        plain = plain[:-1].rstrip()
    return f"{plain}…"
