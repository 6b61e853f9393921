"""What ISO 19005-3 (PDF/A-3b) and Factur-X ask of a file, rule by rule; every breach is said."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
DC = "{http://purl.org/dc/elements/1.1/}"

SYMBOLIC = 4
FORBIDDEN_KEYS = ("/AA", "/OpenAction", "/JS", "/AcroForm", "/Launch", "/Encrypt", "/OCProperties", "/XFA")
COLOURS_OF_OTHERS = (b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh", b"gs", b"Do", b"BI")
"""Operators that could bring another colour space, transparency or a picture into a page."""


def breaches(pdf: bytes) -> list[str]:
    """Everything by which a file is no PDF/A-3b with an invoice's data, or at odds with itself."""
    reader = PdfReader(BytesIO(pdf))
    return [*_form(pdf, reader), *_colours(reader), *_fonts(reader), *_description(reader), *_data(reader)]


def attached(pdf: bytes) -> bytes | None:
    """The data inside a file; None if there is none."""
    names = PdfReader(BytesIO(pdf)).attachments
    return names["factur-x.xml"][0] if names else None


def described(pdf: bytes) -> etree._Element:
    """What the file says of itself."""
    stream = PdfReader(BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_object()
    return etree.fromstring(stream.get_data())


def _form(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", pdf):
        yield "the file does not begin as it must"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "the file does not end as it must"
    if "/ID" not in reader.trailer:
        yield "the file has no identifier"
    if reader.is_encrypted:
        yield "the file is locked"
    for key in FORBIDDEN_KEYS:
        if any(key in each for each in _dictionaries(reader)):
            yield f"there is a {key}"
    for stream in _dictionaries(reader):
        if "/LZWDecode" in str(stream.get("/Filter", "")):
            yield "something is packed by LZW"
        if "/F" in stream and isinstance(stream, StreamObject):
            yield "something lies outside the file"


def _dictionaries(reader: PdfReader) -> list[DictionaryObject]:
    """Every dictionary of the file that stands on its own."""
    objects = (reader.get_object(number) for number in reader.xref[0])
    return [each for each in objects if isinstance(each, DictionaryObject)]


def _colours(reader: PdfReader) -> Iterator[str]:
    intents = reader.trailer["/Root"].get("/OutputIntents", ())
    if len(intents) != 1 or intents[0].get_object().get("/S") != "/GTS_PDFA1":
        yield "nothing says what the colours mean"
        return
    profile = intents[0]["/DestOutputProfile"].get_object()
    content = profile.get_data()
    if profile.get("/N") != 3 or content[16:20] != b"RGB " or content[36:40] != b"acsp":
        yield "the profile is none of red, green and blue"
    if int.from_bytes(content[:4], "big") != len(content):
        yield "the profile is not as long as it says"
    for page in reader.pages:
        if "/Group" in page or "/Trans" in page or "/ExtGState" in page["/Resources"]:
            yield "something shines through"
        for operator in sorted({operator for _, operator in _operations(page, reader)}):
            if operator in COLOURS_OF_OTHERS:
                yield f"{operator.decode()} brings in what was not looked at"


def _operations(page: Any, reader: PdfReader) -> list[tuple[Any, bytes]]:
    return ContentStream(page.get_contents(), reader).operations


def _fonts(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        fonts = page["/Resources"]["/Font"]
        used = _used(page, reader)
        for name in used:
            yield from (
                f"page {number}, {name}: {said}" for said in _font(fonts[name].get_object(), used[name])
            )


def _used(page: Any, reader: PdfReader) -> dict[str, set[int]]:
    """The codes that are shown, by font."""
    used: dict[str, set[int]] = {}
    name = ""
    for operands, operator in _operations(page, reader):
        if operator == b"Tf":
            name = str(operands[0])
        if operator == b"Tj":
            used.setdefault(name, set()).update(operands[0].original_bytes)
    return used


def _font(font: DictionaryObject, codes: set[int]) -> Iterator[str]:
    """Inside the file, with a glyph as wide as said for every code that is shown."""
    descriptor = font.get("/FontDescriptor", DictionaryObject()).get_object()
    if font.get("/Subtype") != "/TrueType" or "/FontFile2" not in descriptor:
        yield "is not inside the file"
        return
    if not descriptor["/Flags"] & SYMBOLIC or "/Encoding" in font:
        yield "has an encoding that its own table must give"
    inside = TTFont(BytesIO(descriptor["/FontFile2"].get_object().get_data()))
    tables = inside["cmap"].tables
    if len(tables) != 1:
        yield "has more than one table of codes"
    first, widths = font["/FirstChar"], font["/Widths"]
    for code in sorted(codes):
        glyph = tables[0].cmap.get(code)
        if glyph is None or inside.getGlyphID(glyph) == 0:
            yield f"code {code} shows nothing"
            continue
        wide = inside["hmtx"][glyph][0] * 1000 / inside["head"].unitsPerEm
        if not 0 <= code - first < len(widths) or abs(wide - widths[code - first]) > 1:
            yield f"code {code} is not as wide as said"


def _description(reader: PdfReader) -> Iterator[str]:
    stream = reader.trailer["/Root"]["/Metadata"].get_object()
    if "/Filter" in stream or stream.get("/Subtype") != "/XML":
        yield "the description cannot be read as it stands"
    root = etree.fromstring(stream.get_data())
    if (_said(root, f"{PDFAID}part"), _said(root, f"{PDFAID}conformance")) != ("3", "B"):
        yield "the description does not say PDF/A-3b"
    info = reader.metadata
    if info is None:
        return
    title, author = root.find(f".//{DC}title//{RDF}li"), root.find(f".//{DC}creator//{RDF}li")
    if title is None or title.text != info.title or author is None or author.text != info.author:
        yield "title or author are told twice, and differently"
    if _said(root, f"{PDF}Producer") != info.producer or _said(root, f"{XMP}CreatorTool") != info.creator:
        yield "the program is told twice, and differently"
    made = info.creation_date
    if made is None or _said(root, f"{XMP}CreateDate") != made.isoformat():
        yield "the day is told twice, and differently"


def _said(root: etree._Element, name: str) -> str | None:
    return root.findtext(f".//{name}")


def _data(reader: PdfReader) -> Iterator[str]:
    root = described_by(reader)
    told = {etree.QName(each).localname: each.text for each in root.iter(f"{FX}*")}
    catalogue = reader.trailer["/Root"]
    if not reader.attachments:
        if told or "/AF" in catalogue:
            yield "data are told of that are not there"
        return
    wanted = {
        "DocumentType": "INVOICE",
        "DocumentFileName": "factur-x.xml",
        "Version": "1.0",
        "ConformanceLevel": "EN 16931",
    }
    if told != wanted:
        yield f"Factur-X is described as {told}"
    if {each.text for each in root.iter(f"{PROPERTY}name")} != set(wanted):
        yield "the words of Factur-X are not explained"
    if _said(root, f"{SCHEMA}prefix") != "fx" or _said(root, f"{SCHEMA}namespaceURI") != FX[1:-1]:
        yield "the names of Factur-X are not explained"
    files = [each.get_object() for each in catalogue.get("/AF", ())]
    names = catalogue["/Names"]["/EmbeddedFiles"]["/Names"]
    if len(files) != 1 or names[0] != "factur-x.xml" or names[1].get_object() != files[0]:
        yield "the data do not belong to the whole file"
        return
    if files[0].get("/AFRelationship") != "/Alternative":
        yield "the data are not the other form of the paper"
    if files[0].get("/F") != "factur-x.xml" or files[0].get("/UF") != "factur-x.xml":
        yield "the data have no name"
    stream = files[0]["/EF"]["/F"].get_object()
    content, facts = stream.get_data(), stream["/Params"]
    if stream.get("/Subtype") != "/text/xml" or "/ModDate" not in facts:
        yield "the data do not say what they are, and of when"
    if facts["/Size"] != len(content) or bytes(facts["/CheckSum"].original_bytes) != _sum(content):
        yield "the data are not as they say"


def _sum(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def described_by(reader: PdfReader) -> etree._Element:
    """The description of an opened file."""
    return etree.fromstring(reader.trailer["/Root"]["/Metadata"].get_object().get_data())
