"""A paper made fit for keeping: PDF/A-3b, with the invoice's data attached as Factur-X asks.

Nothing in it comes from the clock: the same invoice gives the same bytes, dated by the invoice.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    EmbeddedFile,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from drivers.invoices.colours import srgb_profile
from drivers.invoices.description import ATTACHED, PROFILE, PROGRAM, About, description


def archival(paper: bytes, about: About, xml: bytes | None) -> bytes:
    """The paper as PDF/A-3b; `xml` is attached to it as the other form of the same invoice."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper)))
    writer.pdf_header = "%PDF-1.7"
    for page in writer.pages:
        page.pop("/Trans", None)
    stamp = f"{about.moment:D:%Y%m%d%H%M%SZ}"
    writer.metadata = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.title,
        "/Creator": PROGRAM,
        "/Producer": PROGRAM,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    root = writer.root_object
    root[NameObject("/OutputIntents")] = ArrayObject([_intent(writer)])
    root[NameObject("/Metadata")] = _metadata(writer, description(about, data=xml is not None))
    if xml is not None:
        _attach(writer, xml, about)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _intent(writer: PdfWriter) -> DictionaryObject:
    """What the colours mean."""
    colours = DecodedStreamObject()
    colours.set_data(srgb_profile())
    profile = colours.flate_encode()
    profile[NameObject("/N")] = NumberObject(3)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
            NameObject("/Info"): TextStringObject("sRGB IEC61966-2.1"),
            NameObject("/DestOutputProfile"): _added(writer, profile),
        }
    )


def _metadata(writer: PdfWriter, content: bytes) -> PdfObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return _added(writer, stream)


def _attach(writer: PdfWriter, xml: bytes, about: About) -> None:
    file = writer.add_attachment(ATTACHED, xml)
    file.alternative_name = TextStringObject(ATTACHED)
    file.description = TextStringObject(f"Factur-X {PROFILE}")
    file.associated_file_relationship = NameObject("/Alternative")
    file.subtype = NameObject("/text/xml")
    file.size = NumberObject(len(xml))
    file.modification_date = about.moment
    file.checksum = ByteStringObject(hashlib.md5(xml, usedforsecurity=False).digest())
    embedded = cast(DictionaryObject, file.pdf_object["/EF"])
    embedded[NameObject("/UF")] = embedded.raw_get("/F")
    writer.root_object[NameObject("/AF")] = ArrayObject([_reference(file)])


def _reference(file: EmbeddedFile) -> PdfObject:
    reference = file.pdf_object.indirect_reference
    if reference is None:
        raise ValueError("an attached file stands on its own in a document")
    return reference


def _added(writer: PdfWriter, stream: StreamObject) -> PdfObject:
    """pypdf adds single objects to a document by this name alone."""
    return writer._add_object(stream)
