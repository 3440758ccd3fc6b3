"""The search: asked by POST, so that no name stays in addresses and histories."""

from flask import request
from flask.typing import ResponseReturnValue

from web.pages.search.screens import Found, search
from web.site.access import SIGNED_IN, Pages
from web.site.answers import render
from web.site.database import reading
from web.site.forms import Form
from web.site.viewer import get_viewer

pages = Pages("search", __name__)


@pages.screen("/search", needs=SIGNED_IN)
def ask() -> ResponseReturnValue:
    """Show the search without an answer."""
    return render("search/found.html", wanted="", found=Found())


@pages.screen("/search", needs=SIGNED_IN, methods=("POST",), reads="поиск")
def find() -> ResponseReturnValue:
    """Show what was found."""
    wanted = Form(request.form).text("q", "Что найти", limit=100)
    with reading() as session:
        found = search(session, get_viewer(), wanted)
    return render("search/found.html", wanted=wanted, found=found)
