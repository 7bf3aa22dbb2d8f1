"""Fields of XMP packets: those that say whose picture it is, and where it comes from.

Source: Adobe's XMP Specification part 1 (ISO 16684-1), section 7.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from engine.codecs.xmp_tree import DESCRIPTION, RDF, edited, tree, without

ORIGIN = "urn:sils:1.0#"
"""The namespace of what SILS says of a picture."""
_DC, _RIGHTS = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/rights/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_WHOSE = (f"{{{_DC}}}creator", f"{{{_DC}}}rights", f"{{{_PHOTOSHOP}}}Credit", f"{{{_PHOTOSHOP}}}AuthorsPosition")

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def rights(xmp: bytes) -> bytes:
    """A packet of nothing but the creator and the rights; empty where there are none or the packet is broken."""
    try:
        elements = list(ET.fromstring(xmp.strip(b" \r\n\t\0")).iter(DESCRIPTION)) if xmp else []
    except ET.ParseError:
        return b""
    kept = b"".join(_kept(elements))
    return packet(kept) if kept else b""


def with_origin(xmp: bytes, fields: Mapping[str, str]) -> bytes:
    """The packet with these fields in our namespace instead of older ones, whoever wrote it last; all else stays."""
    said = "".join(f" sils:{name}={quoteattr(value)}" for name, value in fields.items())
    return described(without_origin(xmp), f'xmlns:sils="{ORIGIN}"{said}')


def without_origin(xmp: bytes) -> bytes:
    """The packet without any field in our namespace; all else stays byte for byte."""
    return without(xmp, lambda name: name.startswith(f"{{{ORIGIN}}}"))


def with_texts(xmp: bytes, texts: Mapping[str, str]) -> bytes:
    """The packet with texts by their names in Dublin Core (title, creator, description, rights) that it has not yet."""
    root = tree(xmp)
    said = {node.name for node in root.walk()} if root else set()
    new = {name: text for name, text in texts.items() if f"{{{_DC}}}{name}" not in said}
    if not new:
        return xmp
    return described(xmp, f'xmlns:dc="{_DC}"', "".join(_array(name, text) for name, text in new.items()))


def described(xmp: bytes, attributes: str, properties: str = "") -> bytes:
    """The packet with one more rdf:Description at its end; all else stays byte for byte.

    A packet that cannot be read stays as it is: nobody would find there what was put into it.
    """
    root = tree(xmp)
    places = [node for node in root.found(f"{{{RDF}}}RDF") if node.inner[1] < node.end] if root else []
    binding = "" if all(xmp.startswith(b"<rdf:", place.begin) for place in places) else f' xmlns:rdf="{RDF}"'
    description = f'<rdf:Description{binding} rdf:about="" {attributes}>{properties}</rdf:Description>'.encode()
    if places:
        at = places[-1].inner[1]
        return edited(xmp, [(at, at, description)])
    has_content = not root or any(root.found(DESCRIPTION))
    return xmp if xmp and has_content else packet(description)


def packet(descriptions: bytes) -> bytes:
    """An XMP packet around rdf:Description elements."""
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="' + RDF.encode() + b'">' + descriptions + b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _array(name: str, text: str) -> str:
    kind, language = ("Seq", "") if name == "creator" else ("Alt", ' xml:lang="x-default"')
    return f"<dc:{name}><rdf:{kind}><rdf:li{language}>{escape(_NO_XML.sub('', text))}</rdf:li></rdf:{kind}></dc:{name}>"


def _kept(described: list[ET.Element]) -> Iterator[bytes]:
    for element in described:
        own = ET.Element(DESCRIPTION, {f"{{{RDF}}}about": ""})
        own.attrib.update({name: value for name, value in element.attrib.items() if _says_whose(name)})
        own.extend(child for child in element if _says_whose(child.tag))
        if len(own) or len(own.attrib) > 1:
            yield ET.tostring(own, encoding="utf-8", xml_declaration=False)


def _says_whose(name: str) -> bool:
    return name in _WHOSE or name.startswith(f"{{{_RIGHTS}}}")
