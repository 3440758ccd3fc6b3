"""Structure of an archive file (PDF/A): what must be in it and what must not."""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from records.kernel.errors import RecordsError
from templates_docs.rendering.fonts import ALLOWED_FAMILIES

_FAMILIES = "|".join(
    sorted((name.replace(" ", "") for name in ALLOWED_FAMILIES), key=len, reverse=True)
)
_FACE = re.compile(rf"({_FAMILIES})(Regular|Bold|Italic|Condensed)*", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# What a file may not do or lead to; a jump inside the document is harmless.
_ACTIONS = frozenset(
    [
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/GoToR",
        "/GoToE",
        "/URI",
        "/Sound",
        "/Movie",
        "/Rendition",
        "/Trans",
        "/SetOCGState",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
_EMBEDDED = frozenset({"/Filespec", "/EmbeddedFile"})


class NotArchivalError(RecordsError):
    """A file that is not what an archive keeps: says every fault."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        message = "Файл не годится для архива (PDF/A):\n" + "\n".join(faults)
        super().__init__(message, code="not_archival", clause="3.8.5")


def check_pdfa(data: bytes) -> tuple[str, ...]:
    """Return the faults of an archive file's structure, in Russian; none is good."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return ("файл зашифрован",)
    with pdf:
        return tuple(_faults(pdf))


def assert_pdfa(data: bytes) -> None:
    """Make sure a file may go to the archive.

    Raises:
        NotArchivalError: lists the faults.
    """
    faults = check_pdfa(data)
    if faults:
        raise NotArchivalError(faults)


def count_pages(data: bytes) -> int:
    """Return the number of pages of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


def list_faces(data: bytes) -> tuple[str, ...]:
    """Return the names of the embedded faces, without subset tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {
            _face_name(part)
            for part in _parts(pdf)
            if part.get("/Type") == Name.FontDescriptor
        }
    return tuple(sorted(found))


def _faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "файл зашифрован"
    if not len(pdf.pages):
        yield "в файле нет страниц"
    yield from _identity_faults(pdf)
    yield from _intent_faults(pdf)
    seen: set[str] = set()
    for part in _parts(pdf):
        for fault in _part_faults(part):
            if fault not in seen:
                seen.add(fault)
                yield fault


def _identity_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield "нет идентификатора файла (/ID)"
    if Name.Metadata not in pdf.Root:
        yield "нет метаданных XMP"
        return
    described = str(pdf.docinfo.get("/Title", ""))
    metadata = pdf.open_metadata()
    status = metadata.pdfa_status
    title = metadata.get("dc:title")
    if status not in {"2B", "2U", "2A"}:
        yield f"в метаданных нет отметки PDF/A-2 (есть: {status or 'ничего'})"
    if described != (title or ""):
        yield "название в метаданных и в описании файла разное"


def _intent_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = pdf.Root.get("/OutputIntents", ())
    profiles = [
        intent.get("/DestOutputProfile")
        for intent in intents
        if intent.get("/S") == Name.GTS_PDFA1
    ]
    if not profiles or profiles[0] is None or not profiles[0].read_bytes():
        yield "нет цветового профиля (OutputIntent)"


def _parts(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """Give every dictionary of the file once, those inside others too."""
    for thing in pdf.objects:
        yield from _nested(thing)


def _nested(thing: Object) -> Iterator[Dictionary]:
    if isinstance(thing, Array):
        children = list(thing)
    elif isinstance(thing, (Dictionary, pikepdf.Stream)):
        yield thing if isinstance(thing, Dictionary) else thing.stream_dict
        children = [thing[key] for key in thing.keys()]  # noqa: SIM118  not a mapping
    else:
        return
    for child in children:
        if isinstance(child, Object) and not child.is_indirect:
            yield from _nested(child)


def _part_faults(part: Dictionary) -> Iterator[str]:
    kind = part.get("/Type")
    if kind in (Name.Font, Name.FontDescriptor):
        yield from _font_faults(part)
    if str(part.get("/S", "")) in _ACTIONS or "/JS" in part:
        yield f"в файле есть действие {part.get('/S', '/JavaScript')}"
    if "/AA" in part:
        yield "в файле есть действия по событию (/AA)"
    if str(kind) in _EMBEDDED or "/EF" in part:
        yield "в файле есть вложение"
    if "/Length" in part and "/F" in part:
        yield "поток хранится вне файла"
    if part.get("/Subtype") == Name.Form and "/Ref" in part:
        yield "страница ссылается на другой файл"


def _font_faults(part: Dictionary) -> Iterator[str]:
    if part.get("/Type") == Name.FontDescriptor:
        name = _face_name(part)
        if not any(f"/FontFile{kind}" in part for kind in ("", "2", "3")):
            yield f"шрифт {name} не встроен"
        if not _FACE.fullmatch(re.sub(r"[-_, ]", "", name)):
            yield f"шрифт {name} не из семейства PT"
    elif part.get("/Subtype") != Name.Type0 and "/FontDescriptor" not in part:
        yield f"шрифт {part.get('/BaseFont', '/без имени')} не встроен"


def _face_name(descriptor: Dictionary) -> str:
    return _SUBSET.sub("", str(descriptor.get("/FontName", "")).lstrip("/"))
