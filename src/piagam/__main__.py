import sys

from piagam.cli import main

sys.exit(main())
