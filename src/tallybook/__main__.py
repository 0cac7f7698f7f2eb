"""`python -m tallybook` is the command line."""

import sys

from tallybook.cli import main

sys.exit(main())
