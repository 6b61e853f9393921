"""The one look of the window: colours, type scale, spacing, and the style sheet made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Template

from ui.desktop.stylesheet import SHEET

FAMILY = "Atkinson Hyperlegible"
"""A typeface made for people who see little; shipped with the program."""

SPACE = 8
"""All distances are multiples of this, in pixels at 100 %."""

TOUCH = 52
"""The least height of what a finger presses, in pixels (44 is the accepted minimum)."""

TYPE = {"small": 14, "body": 17, "strong": 20, "large": 24, "title": 30, "digits": 46, "huge": 68}
"""The type scale in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; each `on_…` is written on its namesake."""

    ground: str
    surface: str
    raised: str
    ink: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    warm: str
    on_warm: str
    warm_soft: str
    on_warm_soft: str
    danger: str
    on_danger: str
    danger_soft: str
    on_danger_soft: str
    bar: str
    on_bar: str
    focus: str
    training: str
    on_training: str


LIGHT = Palette(
    ground="#f4f1ea",
    surface="#ffffff",
    raised="#fbfaf6",
    ink="#1d2a2c",
    quiet="#55615f",
    line="#ddd7ca",
    accent="#12685a",
    on_accent="#ffffff",
    accent_soft="#dcefe9",
    on_accent_soft="#0d4a40",
    warm="#8a5200",
    on_warm="#ffffff",
    warm_soft="#fbecd2",
    on_warm_soft="#5e3800",
    danger="#a8322d",
    on_danger="#ffffff",
    danger_soft="#fbe3e0",
    on_danger_soft="#7c211d",
    bar="#17383a",
    on_bar="#f3f7f4",
    focus="#c8680a",
    training="#6a3fa0",
    on_training="#ffffff",
)

DARK = Palette(
    ground="#14201f",
    surface="#1d2c2b",
    raised="#243533",
    ink="#f1f4ef",
    quiet="#b0bdb8",
    line="#3a4d4a",
    accent="#5fc7ad",
    on_accent="#06231d",
    accent_soft="#1f4a41",
    on_accent_soft="#d4f3ea",
    warm="#f0b45c",
    on_warm="#2b1a00",
    warm_soft="#4a3615",
    on_warm_soft="#fde7c2",
    danger="#f08d84",
    on_danger="#330806",
    danger_soft="#542724",
    on_danger_soft="#ffdcd8",
    bar="#0b1514",
    on_bar="#e8efec",
    focus="#ffb454",
    training="#b794ea",
    on_training="#1c0b38",
)

CONTRAST = Palette(
    ground="#000000",
    surface="#000000",
    raised="#000000",
    ink="#ffffff",
    quiet="#ffffff",
    line="#ffffff",
    accent="#ffe600",
    on_accent="#000000",
    accent_soft="#1a1a00",
    on_accent_soft="#ffe600",
    warm="#ffc14d",
    on_warm="#000000",
    warm_soft="#000000",
    on_warm_soft="#ffc14d",
    danger="#ff9d94",
    on_danger="#000000",
    danger_soft="#000000",
    on_danger_soft="#ffb3ac",
    bar="#000000",
    on_bar="#ffffff",
    focus="#00e5ff",
    training="#e0b3ff",
    on_training="#000000",
)

PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TILE_COLOURS = ("#f6d9c4", "#d7e8c8", "#cfe3ea", "#f3e3b3", "#e3d4ea", "#f4cfd0", "#cfe8dd", "#e6dccb")
"""Soft grounds for tiles, the same in every scheme because `TILE_INK` is written on them."""

TILE_INK = "#22292a"

PAIRS = (
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "raised"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("quiet", "raised"),
    ("ink", "accent_soft"),
    ("quiet", "accent_soft"),
    ("ink", "warm_soft"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "raised"),
    ("accent", "accent_soft"),
    ("danger", "ground"),
    ("danger", "surface"),
    ("danger", "raised"),
    ("warm", "ground"),
    ("warm", "surface"),
    ("on_accent", "accent"),
    ("on_accent_soft", "accent_soft"),
    ("on_warm", "warm"),
    ("on_warm_soft", "warm_soft"),
    ("on_danger", "danger"),
    ("on_danger_soft", "danger_soft"),
    ("on_bar", "bar"),
    ("on_training", "training"),
)
"""What is written on what: every pair has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette at a text size; all sizes in pixels."""

    scheme: str = "light"
    text_percent: int = 100

    @property
    def palette(self) -> Palette:
        """The colours."""
        return PALETTES[self.scheme]

    def px(self, size: int) -> int:
        """A size at this text size."""
        return round(size * self.text_percent / 100)

    def type(self, name: str) -> int:
        """A step of the type scale; the largest ones grow less, they are large already."""
        size = TYPE[name]
        extra = (self.text_percent - 100) / 100
        return round(size * (1 + extra * min(1.0, 30 / size)))

    @property
    def large(self) -> bool:
        """Whether the text is so large that rows must break and words give way to signs."""
        return self.text_percent >= 150

    @property
    def touch(self) -> int:
        """The least height of a button."""
        return round(TOUCH * (1 + (self.text_percent - 100) / 200))

    def sheet(self) -> str:
        """The style sheet of the whole window."""
        colours = {field.name: getattr(self.palette, field.name) for field in fields(self.palette)}
        types = {name: f"{self.type(name)}px" for name in TYPE}
        edge = "2px" if self.scheme == "contrast" else "1px"
        return Template(SHEET).substitute(
            colours,
            **types,
            family=FAMILY,
            touch=f"{self.touch - 16}px",
            tall=f"{self.touch}px",
            edge=edge,
            radius="10px",
        )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_current = [Theme()]


def current() -> Theme:
    """The theme that the window wears now."""
    return _current[0]


def wear(theme: Theme) -> None:
    """Remember the theme for what paints itself; `ui.desktop.dress` puts it on the window."""
    _current[0] = theme
