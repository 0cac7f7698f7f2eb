"""Django's settings, all from `piagam.environment`."""

from pathlib import Path

from piagam import environment as env

PACKAGE = Path(__file__).parent

DEMO = env.switch("PIAGAM_DEMO")
DEBUG = env.switch("PIAGAM_DEBUG")
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = [host.strip() for host in env.value("PIAGAM_ALLOWED_HOSTS").split(",") if host.strip()]
BASE_URL = env.value("PIAGAM_BASE_URL").rstrip("/")
DATA_DIR = env.data_dir()
PIAGAM_DATA_DIR = DATA_DIR
HTTPS = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "piagam_cache"},
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "piagam.audit",
    "piagam.files",
    "piagam.notices",
    "piagam.web",
    "piagam.people",
    "piagam.regions",
    "piagam.editions",
    "piagam.uploads",
    "piagam.conversations",
    "piagam.innovations",
    "piagam.entries",
    "piagam.mentoring",
    "piagam.likeness",
    "piagam.verification",
    "piagam.scoring",
    "piagam.exchange",
    "piagam.results",
    "piagam.showcase",
    "piagam.desks",
    "piagam.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "piagam.web.compression.compressed",
    "piagam.web.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "piagam.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "piagam.people.middleware.same_person",
    "piagam.people.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "piagam.web.middleware.refusals",
    "piagam.editions.clock.one_instant",
]
ROOT_URLCONF = "piagam.urls"
WSGI_APPLICATION = "piagam.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "piagam.web.context.site",
                "piagam.desks.navigation.navigation",
            ],
            "builtins": ["django.templatetags.i18n", "piagam.web.templatetags.piagam"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
CSRF_FAILURE_VIEW = "piagam.web.pages.csrf_failure"
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "desks:home"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
TRUSTED_PROXIES = env.networks("PIAGAM_TRUSTED_PROXIES")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
PASSWORD_RESET_TIMEOUT = 24 * 3600
STEP_UP_SECONDS = 600  # "second factor in the last 10 minutes": policy/permissions.md, condition mfa

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
MAX_UPLOAD_BYTES = env.whole("PIAGAM_MAX_UPLOAD_MB") * 2**20
MAX_FILE_BYTES = max(MAX_UPLOAD_BYTES, env.whole("PIAGAM_MAX_FILE_MB") * 2**20)
PIAGAM_CLAMD = env.value("PIAGAM_CLAMD")
MAX_PACKAGE_BYTES = env.whole("PIAGAM_MAX_PACKAGE_GB") * 2**30
REGION_QUOTA_BYTES = env.whole("PIAGAM_REGION_QUOTA_GB") * 2**30

PIAGAM_MAIL = env.value("PIAGAM_MAIL")
PIAGAM_S3_BUCKET = env.value("PIAGAM_S3_BUCKET")
PIAGAM_S3_ENDPOINT = env.value("PIAGAM_S3_ENDPOINT")
PIAGAM_S3_ACCESS_KEY = env.value("PIAGAM_S3_ACCESS_KEY")
PIAGAM_S3_SECRET_KEY = env.value("PIAGAM_S3_SECRET_KEY")
PIAGAM_S3_REGION = env.value("PIAGAM_S3_REGION")
DEFAULT_FROM_EMAIL = env.value("PIAGAM_MAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.value("PIAGAM_SMTP_HOST")
EMAIL_TIMEOUT = 30  # seconds; the job that sends is tried again
EMAIL_PORT = env.whole("PIAGAM_SMTP_PORT")
EMAIL_HOST_USER = env.value("PIAGAM_SMTP_USER")
EMAIL_HOST_PASSWORD = env.value("PIAGAM_SMTP_PASSWORD")
EMAIL_USE_TLS = env.switch("PIAGAM_SMTP_TLS")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
