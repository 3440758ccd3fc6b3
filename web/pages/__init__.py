"""The screens, area by area; an area that is not listed here is not there."""

from web.pages.account.routes import pages as account
from web.pages.family.routes import pages as family
from web.pages.login.routes import pages as login
from web.pages.monitoring.routes import pages as monitoring
from web.site.access import Pages

PAGES: tuple[Pages, ...] = (account, family, login, monitoring)
