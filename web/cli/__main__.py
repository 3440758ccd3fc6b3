"""`python -m web.cli`: the same program as the `surguch` command."""

import sys

from web.cli import main

sys.exit(main())
