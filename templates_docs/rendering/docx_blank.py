"""A blank Word document in our faces: the ground of built documents and templates."""

from copy import deepcopy
from dataclasses import dataclass
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.settings import CT_Settings
from docx.section import Section
from docx.shared import Mm

from templates_docs.rendering.docx_values import FITTED_STYLE
from templates_docs.rendering.fonts import SERIF

_FACES = " ".join(f'w:{kind}="{SERIF}"' for kind in ("ascii", "hAnsi", "cs"))
_STYLES = f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {_FACES}/>
<w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>
</w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/>
<w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{FITTED_STYLE}">
<w:name w:val="Строка по ширине"/><w:basedOn w:val="Normal"/><w:qFormat/></w:style>
</w:styles>"""
_SETTINGS = f"""<w:settings {nsdecls("w")}>{{mirror}}<w:defaultTabStop w:val="708"/>{{parity}}
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>
<w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""
_SUPERFLUOUS = (
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """Sheet and margins in millimetres; `left` is the binding side when mirrored."""

    width: float = 210
    height: float = 297
    left: float = 20
    right: float = 12
    top: float = 13
    bottom: float = 17
    header: float = 8
    footer: float = 8


def blank_document(page: PageSetup, *, mirrored: bool = False) -> Document:
    """Return an empty Word document: our faces, Russian, no foreign styles.

    A mirrored one has inner and outer margins and headers of even and odd pages.
    """
    document = docx.Document()
    for key, rel in list(document.part.rels.items()):
        if rel.reltype in _SUPERFLUOUS:
            del document.part.rels[key]
    document.part._styles_part._element = parse_xml(_STYLES)
    settings = _SETTINGS.format(
        mirror="<w:mirrorMargins/>" if mirrored else "",
        parity="<w:evenAndOddHeaders/>" if mirrored else "",
    )
    element = parse_xml(settings)
    # The library writes one of these and asks the other what the settings say.
    document.part._settings_part._element = element
    document.part._settings_part._settings = cast("CT_Settings", element)
    set_page(document.sections[0], page)
    return document


STORIES = ("header", "footer", "even_page_header", "even_page_footer")
"""Running texts a section may have of its own."""


def add_section(
    document: Document,
    page: PageSetup,
    *,
    start: str = "next",
    own: tuple[str, ...] = STORIES,
) -> Section:
    """Begin a new section («next», «odd» or «even» page) and return it.

    The running texts named in `own` are its own, the others the previous one's.
    """
    kinds = {
        "next": WD_SECTION.NEW_PAGE,
        "odd": WD_SECTION.ODD_PAGE,
        "even": WD_SECTION.EVEN_PAGE,
    }
    section: Section = document.add_section(kinds[start])
    set_page(section, page)
    parity = document.settings.odd_and_even_pages_header_footer
    for name in own:
        if parity or not name.startswith("even"):
            getattr(section, name).is_linked_to_previous = False
    return section


def share_stories(section: Section, source: Section, names: tuple[str, ...]) -> None:
    """Give a section the running texts of another by name, not by inheritance.

    LibreOffice inherits none where a section has one of its own.
    """
    for element in source._sectPr:
        kind = element.get(qn("w:type"))
        story = {"headerReference": "header", "footerReference": "footer"}.get(
            element.tag.rpartition("}")[2], ""
        )
        name = f"even_page_{story}" if kind == "even" else story
        if story and name in names:
            section._sectPr.insert(0, deepcopy(element))


def set_page(section: Section, page: PageSetup) -> None:
    """Give a section its sheet and margins."""
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    wide = page.width > page.height
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.header_distance, section.footer_distance = Mm(page.header), Mm(page.footer)
    section.gutter = Mm(0)
