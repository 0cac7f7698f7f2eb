"""Every change of a model has its migration; asks no database, only the models and the files."""

import os
import sys

import django
from django.core.management import call_command


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piagam.settings")
    django.setup()
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit as missing:
        print("A model changed without a migration; `.venv/bin/piagam django makemigrations` writes it.")
        return int(missing.code or 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
