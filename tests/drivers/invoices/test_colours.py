"""The colour profile is sRGB as another program knows it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from drivers.invoices.colours import srgb_profile

COLOURS = [
    (0, 0, 0),
    (255, 255, 255),
    (15, 92, 92),
    (237, 245, 244),
    (128, 64, 200),
    (3, 5, 250),
    (255, 0, 0),
]


def _as_lab(profile: ImageCms.ImageCmsProfile, colour: tuple[int, int, int]) -> tuple[int, ...]:
    picture = Image.new("RGB", (1, 1), colour)
    lab = ImageCms.createProfile("LAB")
    seen = ImageCms.profileToProfile(picture, profile, lab, outputMode="LAB")
    assert seen is not None
    pixel = seen.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    return pixel


def test_colours_look_as_elsewhere() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    theirs = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    for colour in COLOURS:
        seen, wanted = _as_lab(ours, colour), _as_lab(theirs, colour)
        assert all(abs(a - b) <= 1 for a, b in zip(seen, wanted, strict=True)), colour


def test_what_it_says_of_itself() -> None:
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    assert ours.profile.xcolor_space.strip() == "RGB"
    assert ours.profile.version == 2.1
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"


def test_always_the_same_bytes() -> None:
    first = srgb_profile()
    srgb_profile.cache_clear()
    assert srgb_profile() == first
