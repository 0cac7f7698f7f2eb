"""The WSGI entry: `gunicorn piagam.wsgi` at scale; `piagam serve` uses the same application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piagam.settings")
application = get_wsgi_application()
