"""How the act is printed, and on how many sheets its inventory (печать акта)."""

from templates_docs.documents.handover_act.context import HandoverAct
from templates_docs.rendering.form import Form
from templates_docs.rendering.html import read_styles, render_html
from templates_docs.rendering.pages import count_pages

FORM = Form(folder="handover_act", title="Акт приёма-передачи журналов учебных занятий")


def count_inventory_sheets(act: HandoverAct) -> int:
    """Return the sheets of the attached inventory; it is printed on one side.

    The inventory alone is laid out as it stands in the act, page by page.
    """
    from templates_docs.rendering.pdf import render_pdf

    attachment = render_pdf(
        render_html("documents/handover_act/attachment.html", act),
        styles=read_styles("documents/handover_act/style.css"),
        title=FORM.title,
        made_at=act.imprint.made_at,
        identifier="attachment",
    )
    return count_pages(attachment)
