"""Pictures of a page, as what a word processor can show: PNG and JPEG as they are, SVG drawn as PNG."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes

_DOTS = 200  # per inch
_WIDTH = 7.0  # inches at most
_XLINK = "{http://www.w3.org/1999/xlink}href"


def picture(address: str) -> bytes | None:
    """The picture of a ``data:`` address as PNG, JPEG or GIF; None for another address, and for what is no picture."""
    kind, found, data = address.partition(",")
    if not found or not kind.lower().startswith("data:image/"):
        return None
    try:
        raw = base64.b64decode(data, validate=False) if kind.lower().endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return None
    return _drawn(raw) if "svg" in kind.lower() else raw


def _drawn(svg: bytes) -> bytes | None:
    import resvg_py
    from lxml import etree

    try:
        root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    for element in list(root.iter("*")):  # nothing is read from the disk
        for name in ("href", _XLINK):
            if not element.get(name, "#").startswith(("#", "data:")):
                del element.attrib[name]
    try:
        text = etree.tostring(root, encoding="unicode")
        return bytes(
            resvg_py.svg_to_bytes(svg_string=text, dpi=96, width=int(_WIDTH * _DOTS), sans_serif_family="DejaVu Sans")
        )
    except ValueError:
        return None
