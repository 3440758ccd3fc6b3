"""Files given out: an issued document, a draft, several as one ZIP with its manifest."""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from flask import Response, send_file
from sqlalchemy.orm import Session

from archive.issue import Issued
from archive.shelf import SAFE, Laid, LaidFile, build_manifest, file_stem
from archive.store.content import ContentStore
from records.access.roles import Role
from records.curriculum.queries import get_ref, list_journals
from records.issuance.values import IssuedFact
from records.kernel.errors import NotFoundError
from records.sheets.queries import get_numbered_sheet
from web.site.scope import missing, sees_all
from web.site.viewer import Viewer

TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}
MANIFEST = "manifest.json"
IN_MEMORY = 16 * 1024 * 1024
ROOT = Path("/")
EPOCH = (2000, 1, 1, 0, 0, 0)
"""The same documents give the same bytes: moments stand in the manifest."""


def send(data: bytes | IO[bytes], name: str, kind: str) -> Response:
    """Send bytes to be saved under a Russian name (RFC 5987), never to be shown."""
    return send_file(
        BytesIO(data) if isinstance(data, bytes) else data,
        mimetype=TYPES[kind],
        as_attachment=True,
        download_name=f"{name.translate(SAFE)}.{kind}",
        conditional=False,
        etag=False,
    )


def send_document(store: ContentStore, fact: IssuedFact, kind: str) -> Response:
    """Send one file of an issued document from the store, its hash checked.

    Raises:
        NotFoundError: the document has no such format.
    """
    digest = next((one.sha256 for one in fact.files if one.format == kind), None)
    if digest is None or kind not in TYPES:
        raise missing("Такого файла нет.")
    return send(store.get(digest), file_stem(_issued(fact, {})), kind)


def pack(
    session: Session,
    store: ContentStore,
    facts: Iterable[IssuedFact],
    *,
    now: datetime,
) -> IO[bytes]:
    """Pack documents with the manifest of contract §3 into one ZIP."""
    groups = {one.id: one.group_code for one in list_journals(session)}
    laid = [_lay(_issued(fact, groups)) for fact in facts]
    manifest = build_manifest(session, laid, folder=ROOT, now=now)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for one in laid:
            for file in one.files:
                name = file.path.relative_to(ROOT).as_posix()
                archive.writestr(_entry(name), store.get(file.sha256))
        archive.writestr(_entry(MANIFEST), f"{text}\n", ZIP_DEFLATED)
    packed.seek(0)
    return packed


def may_take(session: Session, viewer: Viewer, fact: IssuedFact) -> bool:
    """Tell whether a document is the viewer's to read (REG 3.3).

    A curator has those of the own groups, an examiner the own sheets.
    """
    if sees_all(viewer):
        return True
    if fact.journal_id is None:
        return False
    if get_ref(session, fact.journal_id).group_code in viewer.group_codes:
        return True
    return viewer.has(Role.TEACHER) and _is_examiner(session, viewer, fact)


def _is_examiner(session: Session, viewer: Viewer, fact: IssuedFact) -> bool:
    try:
        sheet = get_numbered_sheet(session, fact.subject)
    except NotFoundError:
        return False
    return viewer.person_id in {one.person_id for one in sheet.examiners}


def _issued(fact: IssuedFact, groups: Mapping[int, str]) -> Issued:
    return Issued(fact=fact, files=(), group=groups.get(fact.journal_id or 0, ""))


def _lay(issued: Issued) -> Laid:
    folder = ROOT / issued.group.translate(SAFE) if issued.group else ROOT
    stem = f"{file_stem(issued)}_{issued.fact.id}"
    files: Sequence[LaidFile] = [
        LaidFile(
            path=folder / f"{stem}.{one.format}",
            format=one.format,
            sha256=one.sha256,
            size=one.size,
            seconds=0.0,
        )
        for one in issued.fact.files
    ]
    return Laid(issued=issued, files=tuple(files))


def _entry(name: str) -> ZipInfo:
    return ZipInfo(name, EPOCH)
