"""The WeasyPrint door: HTML becomes PDF/A-2b, and nothing is ever fetched."""

import io
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from templates_docs.rendering.fonts import REQUIRED_FONTS, check_fonts
from templates_docs.rendering.garbage import without_garbage_collection

PDF_VARIANT = "pdf/a-2b"
LANGUAGE = "ru-RU"
PRODUCER = "surguch"
_FONT_SCHEME = "surguch-font:"


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Answers for the font files of the forms and refuses every other address.

    WeasyPrint before 70.0 ignored a fetcher that is not a subclass of its own
    (CVE-2026-55073), so this is one; base handlers are never reached.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.refused: list[str] = []

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        """Return a font of the forms, or refuse."""
        del headers
        for face in REQUIRED_FONTS:
            if url == f"{_FONT_SCHEME}{face.file_name}":
                return URLFetcherResponse(url, face.path.read_bytes())
        self.refused.append(url)
        message = "a form may not fetch anything"
        raise ValueError(message)


def render_pdf(
    html: str,
    *,
    styles: tuple[str, ...] = (),
    title: str,
    made_at: datetime,
    identifier: str,
) -> bytes:
    """Return PDF/A-2b bytes; the same arguments give the same bytes.

    `styles` are texts of style sheets, `made_at` is the moment of the record
    (aware), `identifier` tells two documents of equal look apart (/ID).

    Raises:
        MissingPartError: a font file is not installed.
    """
    check_fonts()
    fetcher = ClosedFetcher()
    fonts = FontConfiguration()
    sheets = [
        CSS(string=text, url_fetcher=fetcher, font_config=fonts)
        for text in (font_faces_css(), *styles)
    ]
    options = {"pdf_variant": PDF_VARIANT, "pdf_identifier": identifier.encode()}
    with without_garbage_collection():
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=sheets, font_config=fonts, **options
        )
        metadata = document.metadata
        metadata.title = title
        metadata.created = metadata.modified = _w3c_date(made_at)
        metadata.generator = PRODUCER
        metadata.lang = LANGUAGE
        metadata.attachments = []
        # The engine would open its own profile and never close the file.
        document.color_profiles["srgb"] = _srgb_profile()
        return bytes(document.write_pdf(**options, output_intent="given"))


@lru_cache(maxsize=1)
def font_faces_css() -> str:
    """Return the @font-face rules that bind the families to the installed files."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({_FONT_SCHEME}{face.file_name}) }}"
        for face in REQUIRED_FONTS
    )


def _srgb_profile() -> ColorProfile:
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(
        io.BytesIO(profile),
        "sRGB2014.icc",
        "relative-colorimetric",
        (["r"], ["g"], ["b"]),
    )


def _w3c_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
