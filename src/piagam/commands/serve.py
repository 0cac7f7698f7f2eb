"""`piagam serve`: one process, the embedded server and the job worker."""

import argparse
import contextlib
import errno
import resource
import signal
import socket
import sys
from types import FrameType

from piagam import environment
from piagam.commands.instance import prepare, say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default=None, help="address to listen on (PIAGAM_LISTEN)")
    parser.add_argument("--port", type=int, default=None, help="port to listen on (PORT)")


def run(args: argparse.Namespace) -> int:
    host = args.listen or environment.value("PIAGAM_LISTEN")
    port = args.port if args.port is not None else environment.whole("PORT")
    if problem := problem_with(host, port):
        say(problem)
        return 1
    prepare()
    from piagam.commands.safety import unguarded_record, unsafe_settings

    if problems := [*unsafe_settings(listen=host), *unguarded_record()]:
        for problem in problems:
            say(f"refused: {problem}")
        return 1
    from piagam.notices import jobs
    from piagam.wsgi import application

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    worker = jobs.start_worker_thread() if environment.switch("PIAGAM_WORKER") else None
    greet(host, port)
    import waitress

    with contextlib.suppress(ValueError, OSError):
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard) if hard > 0 else 8192, hard))
    try:
        waitress.serve(
            application, host=host, port=port, threads=environment.whole("PIAGAM_THREADS"),
            connection_limit=2000, backlog=2048, asyncore_use_poll=True, channel_timeout=120,
            max_request_body_size=(environment.whole("PIAGAM_MAX_UPLOAD_MB") + 4) * 2**20, ident="piagam",
        )  # fmt: skip
    finally:
        if worker is not None:
            jobs.stop_worker_thread()
    return 0


def stop(_signal: int, _frame: FrameType | None) -> None:
    """The server ends its loop on this, lets requests in hand finish, and the worker its job."""
    raise SystemExit(0)


def problem_with(host: str, port: int) -> str:
    """Why the server cannot listen there, in a sentence; nothing when it can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OverflowError:
        return f"{port} is not a port; choose one from 1024 to 65535."
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return f"Cannot listen on {host}, port {port}: {error.strerror}."
        free = port + 1 if port < 65535 else 8000
        return f"Port {port} on {host} is taken. Choose another, for example PORT={free}."
    return ""


def greet(host: str, port: int) -> None:
    """Prints the address, and in a demo one account a role."""
    from django.conf import settings

    print(f"\nPiagam: http://{host}:{port}", flush=True)
    if settings.DEMO:
        from piagam.demo.accounts import DEMO_PASSWORD, demo_accounts

        print(f"Demo accounts (password: {DEMO_PASSWORD}; one-time codes: http://{host}:{port}/demo/)")
        for account in demo_accounts():
            print(f"  {account.role:5} {account.email:40} {account.what}")
    print("Stop: Ctrl+C", flush=True)
    sys.stdout.flush()
