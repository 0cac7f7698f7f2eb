"""Every setting of an instance: one environment variable each, read here and nowhere else."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it is when unset, what it means."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable(
        "PIAGAM_DATA_DIR", "var", "Folder for the embedded database, the stored files and the secret key."
    ),
    Variable(
        "PIAGAM_DATABASE_URL",
        "",
        "postgres://user:password@host:port/name; empty: SQLite in the data folder.",
    ),
    Variable(
        "PIAGAM_SECRET_KEY", "", "Signing key; empty: made at the first start and kept in the data folder."
    ),
    Variable("PIAGAM_DEMO", "0", "1: a demo instance; marked on every page, accounts and mail are shown."),
    Variable("PIAGAM_DEBUG", "0", "1: Django's debug pages. Never on a server that others reach."),
    Variable("PIAGAM_ALLOWED_HOSTS", "127.0.0.1,localhost", "Host names the server answers to, with commas."),
    Variable("PIAGAM_BASE_URL", "http://127.0.0.1:8000", "Public address; printed in mails and QR codes."),
    Variable("PIAGAM_LISTEN", "127.0.0.1", "Address the embedded server listens on."),
    Variable("PORT", "8000", "Port the embedded server listens on."),
    Variable(
        "PIAGAM_TRUSTED_PROXIES",
        "",
        "Addresses or networks of the proxies before the server, with commas (127.0.0.1, 10.0.0.0/8): only from "
        "these is X-Forwarded-For believed, when attempts to sign in are counted.",
    ),
    Variable("PIAGAM_THREADS", "8", "Threads of the embedded server."),
    Variable(
        "PIAGAM_WORKER", "1", "1: the job worker runs inside the server; 0: start `piagam worker` beside it."
    ),
    Variable("PIAGAM_MAIL", "outbox", "outbox: mail stays in the outbox; smtp: it is sent."),
    Variable("PIAGAM_MAIL_FROM", "piagam@localhost", "Sender of the mails."),
    Variable("PIAGAM_SMTP_HOST", "localhost", "Mail server."),
    Variable("PIAGAM_SMTP_PORT", "587", "Port of the mail server."),
    Variable("PIAGAM_SMTP_USER", "", "Account at the mail server."),
    Variable("PIAGAM_SMTP_PASSWORD", "", "Password at the mail server."),
    Variable("PIAGAM_SMTP_TLS", "1", "1: STARTTLS to the mail server."),
    Variable("PIAGAM_S3_BUCKET", "", "Bucket for stored files; empty: the data folder."),
    Variable("PIAGAM_S3_ENDPOINT", "", "Address of the S3 server."),
    Variable("PIAGAM_S3_ACCESS_KEY", "", "Access key of the S3 server."),
    Variable("PIAGAM_S3_SECRET_KEY", "", "Secret key of the S3 server."),
    Variable("PIAGAM_S3_REGION", "us-east-1", "Region name sent to the S3 server."),
    Variable("PIAGAM_MAX_UPLOAD_MB", "25", "Largest file of a plain form upload, in MiB."),
    Variable("PIAGAM_MAX_FILE_MB", "200", "Largest file sent in parts, in MiB."),
    Variable("PIAGAM_REGION_QUOTA_GB", "0", "Room for the documents of one region, in GiB; 0: no limit."),
    Variable("PIAGAM_MAX_PACKAGE_GB", "20", "Largest package of a region's season, in GiB."),
    Variable("PIAGAM_CLAMD", "", "clamd that looks at files: a socket's path, or host:port; empty: none."),
    Variable("PIAGAM_RULEBOOKS", "", "Folder with the rulebooks; empty: those shipped with the program."),
)
DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


def value(name: str) -> str:
    """The variable's text, or its documented default; an undocumented name is a KeyError."""
    return os.environ.get(name) or DEFAULTS[name]


def switch(name: str) -> bool:
    """A 0/1 variable as a truth value."""
    return value(name).strip().lower() in {"1", "yes", "true", "on"}


def whole(name: str) -> int:
    """A variable as a whole number; anything else ends the program with a sentence."""
    text = value(name).strip()
    if not (text.isascii() and text.isdigit()):
        raise SystemExit(f"{name}: expected a whole number, found {text!r}")
    return int(text)


def networks(name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """A variable as networks; anything else ends the program with a sentence."""
    texts = [text.strip() for text in value(name).split(",") if text.strip()]
    try:
        return tuple(ip_network(text, strict=False) for text in texts)
    except ValueError as error:
        raise SystemExit(f"{name}: expected addresses or networks with commas: {error}")


def data_dir() -> Path:
    """The data folder, made if missing: for its owner alone, since the database and the key lie there."""
    folder = Path(value("PIAGAM_DATA_DIR")).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"PIAGAM_DATA_DIR: {folder} cannot be made: {error.strerror}")
    return folder


def secret_key() -> str:
    """The signing key: from the environment, or from a file of mode 0600 made at the first start."""
    if given := value("PIAGAM_SECRET_KEY"):
        return given
    path = data_dir() / "secret-key"
    if not path.exists():
        make_key(path)
    if key := path.read_text().strip():
        return key
    raise SystemExit(f"{path} is empty; remove it and a new key is made (everybody signs in again).")


def make_key(path: Path) -> None:
    """A new key, whole from its first instant on; of two processes that make one at once, one wins."""
    part = path.with_name(f"secret-key.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
    except OSError as error:
        raise SystemExit(f"PIAGAM_DATA_DIR: {path} cannot be written: {error.strerror}")
    finally:
        part.unlink(missing_ok=True)


def database() -> dict[str, object]:
    """Django's DATABASES["default"]: SQLite tuned for many writers, or PostgreSQL from its address."""
    address = value("PIAGAM_DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir() / "piagam.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;",
            },
            "TEST": {"NAME": os.environ.get("PIAGAM_TEST_DATABASE") or None},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SystemExit(f"PIAGAM_DATABASE_URL: expected postgres://…, found {parts.scheme!r}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 30}},
    }
