"""Flat drawings for Word: boxes of one black ink, as one shape a shade.

A bar or a small chart is a group of at most a few shapes, however many boxes it has,
so that a report of sixty groups opens at once.
"""

from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import quoteattr

_EMU_A_MM = 36000
_WORD = "http://schemas.microsoft.com/office/word/2010/"
_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wpg", f"{_WORD}wordprocessingGroup"),
        ("wps", f"{_WORD}wordprocessingShape"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle in millimetres from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Boxes of one shade; `white` is the share of white, 0 is black."""

    boxes: tuple[Box, ...]
    white: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing in the line of text; later layers lie over earlier ones.

    `number` tells drawings of one document apart.
    """

    number: int
    width_mm: float
    height_mm: float
    layers: tuple[Layer, ...]
    description: str


def drawing_xml(drawing: Drawing) -> str:
    """Return the element of a drawing that stands in a run."""
    width, height = _emu(drawing.width_mm), _emu(drawing.height_mm)
    frame = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    numbers = count(1)
    shapes = "".join(
        _shape_xml(layer, next(numbers), size=(width, height))
        for layer in drawing.layers
        if layer.boxes
    )
    name = quoteattr(drawing.description)
    return (
        f'<mc:AlternateContent {_SPACES}><mc:Choice Requires="wpg"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{drawing.number}" name={name} descr={name}/>'
        f'<a:graphic><a:graphicData uri="{_WORD}wordprocessingGroup"><wpg:wgp>'
        "<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>"
        f'{frame}<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>'
        f"</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
    )


def _shape_xml(layer: Layer, number: int, *, size: tuple[int, int]) -> str:
    width, height = size
    frame = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    outlines = "".join(_outline_xml(box) for box in layer.boxes)
    level = f"{round(layer.white * 255):02X}" * 3
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{number}"/><wps:cNvSpPr/>'
        f"<wps:spPr><a:xfrm>{frame}</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>"
        f'<a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}">{outlines}</a:path></a:pathLst></a:custGeom>'
        f'<a:solidFill><a:srgbClr val="{level}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _outline_xml(box: Box) -> str:
    left, top = _emu(box.left), _emu(box.top)
    right, bottom = _emu(box.left + box.width), _emu(box.top + box.height)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in corners]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _emu(millimetres: float) -> int:
    return round(millimetres * _EMU_A_MM)
