"""The site's own settings, in surroundings of their own.

A test run keeps its files in a folder that goes away, hears nothing from the environment of the person who
starts it but the database's address, and does not spend its time hashing passwords slowly on purpose.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="piagam-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_kept = {"PIAGAM_DATABASE_URL", "PIAGAM_TEST_DATABASE", "PIAGAM_RULEBOOKS"}
for _name in [name for name in os.environ if name.startswith("PIAGAM_") and name not in _kept]:
    del os.environ[_name]
os.environ.pop("PORT", None)
os.environ["PIAGAM_DATA_DIR"] = _folder

from piagam.settings import *  # noqa: E402, F403
from piagam.settings import ALLOWED_HOSTS, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
