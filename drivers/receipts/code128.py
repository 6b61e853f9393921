"""Code 128 as printers draw it from `{B` data: the bars and spaces of code set B."""

from __future__ import annotations

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 "
    "122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 "
    "322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 "
    "112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 "
    "331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 "
    "112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 "
    "411311 113141 114131 311141 411131 211412 211214 211232 "
)
"""Modules of bar, space, bar, space, bar, space for each of the values 0 to 105 (ISO/IEC 15417, table 1)."""

_START_B = 104
_STOP = "2331112"


def text_of(data: bytes) -> str:
    """The text of `{B` data; ValueError for another code set or a character that set B lacks."""
    if not data.startswith(b"{B"):
        raise ValueError("only code set B is printed")
    text = data[2:].decode("ascii")
    plain = text.replace("{{", "\0")
    if "{" in plain or not plain or not plain.replace("\0", "{").isprintable():
        raise ValueError(f"code set B cannot say {text!r}")
    return plain.replace("\0", "{")


def modules(text: str) -> str:
    """The bars (1) and spaces (0) of a text, start, check and stop included, quiet zones not."""
    values = [_START_B, *(ord(character) - 32 for character in text)]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    widths = "".join(_WIDTHS[7 * value : 7 * value + 6] for value in [*values, check]) + _STOP
    return "".join(("1" if place % 2 == 0 else "0") * int(width) for place, width in enumerate(widths))
