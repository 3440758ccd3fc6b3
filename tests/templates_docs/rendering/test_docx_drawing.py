from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from templates_docs.rendering.docx_drawing import Box, Drawing, Layer, drawing_xml

SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
COLOUR = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
POINT = "{http://schemas.openxmlformats.org/drawingml/2006/main}pt"


def drawing(*layers: Layer, description: str = "диаграмма") -> Drawing:
    return Drawing(
        number=1001, width_mm=10, height_mm=3, layers=layers, description=description
    )


def parsed(one: Drawing) -> object:
    return parse_xml(f"<w:r {nsdecls('w', 'wp', 'a')}>{drawing_xml(one)}</w:r>")


def test_many_boxes_of_one_shade_are_one_shape() -> None:
    boxes = tuple(Box(left=at, top=0, width=1, height=3) for at in range(5))

    run = parsed(drawing(Layer(boxes=boxes, white=0.66)))

    assert len(list(run.iter(SHAPE))) == 1  # type: ignore[attr-defined]
    assert len(list(run.iter(POINT))) == 20  # type: ignore[attr-defined]


def test_an_empty_layer_is_not_drawn() -> None:
    run = parsed(drawing(Layer(boxes=()), Layer(boxes=())))

    assert list(run.iter(SHAPE)) == []  # type: ignore[attr-defined]


def test_shades_run_from_black_to_white() -> None:
    box = (Box(left=0, top=0, width=1, height=1),)

    run = parsed(drawing(Layer(boxes=box), Layer(boxes=box, white=1)))

    shades = [one.get("val") for one in run.iter(COLOUR)]  # type: ignore[attr-defined]
    assert shades == ["000000", "FFFFFF"]


def test_description_may_hold_any_sign() -> None:
    box = (Box(left=0, top=0, width=1, height=1),)

    run = parsed(drawing(Layer(boxes=box), description='<&>"'))

    assert '<&>"' in {one.get("descr") for one in run.iter()}  # type: ignore[attr-defined]
