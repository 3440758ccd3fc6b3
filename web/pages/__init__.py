"""The screens, area by area; an area that is not listed here is not there."""

from web.pages.account.routes import pages as account
from web.pages.admin.routes import pages as admin
from web.pages.archive.routes import pages as archive
from web.pages.board.routes import pages as board
from web.pages.curator.routes import pages as curator
from web.pages.desk.routes import pages as desk
from web.pages.family.routes import pages as family
from web.pages.health.routes import pages as health
from web.pages.inspections.routes import pages as inspections
from web.pages.journal.routes import pages as journal
from web.pages.lesson.routes import pages as lesson
from web.pages.login.routes import pages as login
from web.pages.messages.routes import pages as messages
from web.pages.monitoring.routes import pages as monitoring
from web.pages.orders.routes import pages as orders
from web.pages.people.routes import pages as people
from web.pages.print.routes import pages as print_
from web.pages.requests.routes import pages as requests
from web.pages.search.routes import pages as search
from web.pages.sheets.routes import pages as sheets
from web.pages.timetable.routes import pages as timetable
from web.pages.uploads.routes import pages as uploads
from web.site.access import Pages

PAGES: tuple[Pages, ...] = (
    account,
    board,
    curator,
    admin,
    archive,
    desk,
    family,
    health,
    inspections,
    journal,
    lesson,
    login,
    messages,
    monitoring,
    orders,
    people,
    print_,
    requests,
    search,
    sheets,
    timetable,
    uploads,
)
