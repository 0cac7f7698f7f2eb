"""The WSGI entry: `gunicorn piagam.wsgi` at scale; `piagam serve` uses the same application.

It asks for safe settings itself, since other servers know nothing of `piagam serve`'s check.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piagam.settings")
application = get_wsgi_application()

from piagam.commands.safety import unsafe_settings  # noqa: E402

if _problems := unsafe_settings():
    raise SystemExit("\n".join(f"refused: {problem}" for problem in _problems))

from django.urls import get_resolver  # noqa: E402

_all_views = get_resolver().url_patterns  # read now, so that what follows holds for them too
gc.collect()
gc.freeze()  # what is loaded stays: full collections need not walk it in the middle of somebody's request
