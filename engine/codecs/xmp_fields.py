"""Fields of XMP packets: those that say whose picture it is, and where it comes from.

Source: Adobe's XMP Specification part 1 (ISO 16684-1), section 7.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

ORIGIN = "urn:sils:1.0#"
"""The namespace of what SILS says of a picture."""
_OWN = re.compile(rb'<rdf:Description[^>]*xmlns:sils="' + ORIGIN.encode() + rb'"[^>]*/>')
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC, _RIGHTS = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/rights/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_WHOSE = (f"{{{_DC}}}creator", f"{{{_DC}}}rights", f"{{{_PHOTOSHOP}}}Credit", f"{{{_PHOTOSHOP}}}AuthorsPosition")


def rights(xmp: bytes) -> bytes:
    """A packet of nothing but the creator and the rights; empty where there are none or the packet is broken."""
    try:
        elements = list(ET.fromstring(xmp.strip(b" \r\n\t\0")).iter(f"{{{_RDF}}}Description")) if xmp else []
    except ET.ParseError:
        return b""
    kept = b"".join(_kept(elements))
    return packet(kept) if kept else b""


def with_origin(xmp: bytes, fields: Mapping[str, str]) -> bytes:
    """The packet with these fields in our namespace instead of older ones; all else stays byte for byte."""
    said = "".join(f" sils:{name}={quoteattr(value)}" for name, value in fields.items())
    own = f'<rdf:Description rdf:about="" xmlns:sils="{ORIGIN}"{said}/>'.encode()
    return described(_OWN.sub(b"", xmp), own)


def described(xmp: bytes, description: bytes) -> bytes:
    """The packet with one more rdf:Description at its end; all else stays byte for byte."""
    before, end, after = xmp.rpartition(b"</rdf:RDF>")
    return before + description + end + after if end else packet(description)


def packet(descriptions: bytes) -> bytes:
    """An XMP packet around rdf:Description elements."""
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="' + _RDF.encode() + b'">' + descriptions + b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _kept(described: list[ET.Element]) -> Iterator[bytes]:
    for element in described:
        own = ET.Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
        own.attrib.update({name: value for name, value in element.attrib.items() if _says_whose(name)})
        own.extend(child for child in element if _says_whose(child.tag))
        if len(own) or len(own.attrib) > 1:
            yield ET.tostring(own, encoding="utf-8", xml_declaration=False)


def _says_whose(name: str) -> bool:
    return name in _WHOSE or name.startswith(f"{{{_RIGHTS}}}")
