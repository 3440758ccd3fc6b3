"""Captions of pages: of a spread in two lines, of a part in capitals."""

from dataclasses import dataclass

from templates_docs.documents.class_journal.layout import look
from templates_docs.documents.class_journal.layout.look import POINT, Style, style
from templates_docs.documents.class_journal.layout.measure import (
    clean,
    fit_line,
    fits,
    height,
    wrap,
)
from templates_docs.documents.class_journal.layout.model import (
    Block,
    Prose,
    Rich,
    Run,
    SignatureLine,
    Signatures,
)

VALUE_LEFT, RIGHT_WIDTH = 42.0, 34.0
CAPTION_TOP = look.TEXT_TOP + 0.3
SIGNATURE_PITCH = 8.6
_TITLES = (look.DISCIPLINE, look.DISCIPLINE_SMALL, look.DISCIPLINE_LEAST)
_TEACHERS = (look.TEACHER, style("serif", 9.5, 11.4), style("serif", 9, 10.8))
_RIGHT = look.BODY
_RUNNING = (
    look.RUNNING,
    style("narrow", 7.5),
    style("narrow", 6.5),
    style("narrow", 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadCaption:
    """The two lines over a table: what on the left, which lessons on the right."""

    label: str
    title: str
    second_label: str
    second: str
    right: str
    second_right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tops:
    """Where the second line and the table begin, on both pages of a spread alike."""

    second: float
    table: float


WORD_GRACE = 6.0
"""Millimetres a title keeps free: Word spaces letters a little wider than Typst."""


def baseline(face: Style) -> float:
    """Return the distance of a line's baseline from its top, millimetres."""
    return (face.pitch / 2 + 0.35 * face.size) * POINT


def level(top: float, main: Style, other: Style) -> float:
    """Return the top of a line of `other` standing on the baseline of `main`."""
    return top + baseline(main) - baseline(other)


def title_rich(title: str, space: float) -> Rich:
    """Return a name of a discipline: smaller, then in lines, never cut."""
    text = clean(title)
    for candidate in _TITLES[:-1]:
        lines = wrap(text, candidate, space)
        if len(lines) == 1:
            return (Run(text, candidate),)
    return (Run("\n".join(wrap(text, _TITLES[-1], space)), _TITLES[-1]),)


def teacher_rich(text: str, space: float) -> Rich:
    """Return a teacher's name: smaller, then in lines where there are several."""
    return (fit_line(clean(text), _TEACHERS, space),)


def tops_of(title: str, second: str) -> Tops:
    """Return where lines begin under the longest title and names of a block."""
    space = _title_space(labelled=True)
    tall = height(title_rich(f"{title} (продолжение)", space))
    usual = look.DISCIPLINE.pitch * POINT
    top = CAPTION_TOP + max(tall, usual) + 0.3
    return Tops(second=top, table=top + height(teacher_rich(second, space)) + 1.65)


def _title_space(*, labelled: bool) -> float:
    return look.TEXT_WIDTH - RIGHT_WIDTH - (VALUE_LEFT if labelled else 0)


def spread_caption(caption: SpreadCaption, tops: Tops) -> tuple[Block, ...]:
    """Return the two lines over the table of a page."""
    labelled = bool(caption.label)
    left = VALUE_LEFT if labelled else 0
    space = _title_space(labelled=labelled)
    title = title_rich(caption.title, space)
    teacher = teacher_rich(caption.second, space)
    blocks: list[Block] = []
    if labelled:
        blocks.append(_side(CAPTION_TOP, title[0].style, caption.label))
    blocks.append(Prose(CAPTION_TOP, height(title), title, left, space))
    blocks.append(_right(CAPTION_TOP, title[0].style, caption.right))
    second = tops.second
    if labelled:
        blocks.append(_side(second, teacher[0].style, caption.second_label))
    blocks.append(Prose(second, height(teacher), teacher, left, space))
    blocks.append(_right(second, teacher[0].style, caption.second_right))
    return tuple(blocks)


def _side(top: float, main: Style, text: str) -> Prose:
    run = fit_line(text, (look.CAPTION, style("narrow", 7.5, 9)), VALUE_LEFT - 1)
    return Prose(level(top, main, run.style), height((run,)), (run,), 0, VALUE_LEFT)


def _right(top: float, main: Style, text: str) -> Prose:
    rich = (Run(text, _RIGHT),)
    left = look.TEXT_WIDTH - RIGHT_WIDTH
    return Prose(
        level(top, main, _RIGHT), height(rich), rich, left, RIGHT_WIDTH, "right"
    )


def page_title(text: str, *, top: float = 20.5) -> Prose:
    """Return a centred page title in capitals."""
    space = look.TEXT_WIDTH - WORD_GRACE
    rich = (fit_line(text, (look.TITLE, look.TITLE_SMALL), space),)
    return Prose(top, height(rich), rich, align="center")


def left_title(
    text: str, right: str = "", *, face: Style = look.TITLE
) -> tuple[Prose, ...]:
    """Return a page title at the left with a note at the right."""
    rich = (Run(text, face),)
    title = Prose(CAPTION_TOP, height(rich), rich)
    if not right:
        return (title,)
    return (title, _right(CAPTION_TOP, face, right))


def signatures(*lines: SignatureLine) -> Signatures:
    """Return signatures standing at the foot of the page."""
    return Signatures(
        look.TEXT_BOTTOM - SIGNATURE_PITCH * len(lines), lines, SIGNATURE_PITCH
    )


def signatures_height(count: int) -> float:
    """Return the height signatures need, with the space above them."""
    return count * SIGNATURE_PITCH + 3.0


def fit_running(name: str, index: str) -> Run:
    """Return a running header: condensed where it is long, or the index alone."""
    space = look.TEXT_WIDTH - 22.0
    for face in _RUNNING:
        if fits(clean(name), face, space):
            return Run(clean(name), face)
    return Run(clean(index), look.RUNNING)
