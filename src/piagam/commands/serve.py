"""`piagam serve`: one process, the embedded server and the job worker."""

import argparse
import contextlib
import resource
import socket
import sys

from piagam import environment
from piagam.commands.instance import prepare, say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default=None, help="address to listen on (PIAGAM_LISTEN)")
    parser.add_argument("--port", type=int, default=None, help="port to listen on (PORT)")


def run(args: argparse.Namespace) -> int:
    host = args.listen or environment.value("PIAGAM_LISTEN")
    port = args.port or int(environment.value("PORT"))
    if not port_is_free(host, port):
        say(f"Port {port} on {host} is taken. Choose another: PORT={port + 1} make run")
        return 1
    prepare()
    from piagam.commands.check import unsafe_settings

    if problems := unsafe_settings():
        for problem in problems:
            say(f"refused: {problem}")
        return 1
    from piagam.notices import jobs
    from piagam.wsgi import application

    worker = jobs.start_worker_thread() if environment.switch("PIAGAM_WORKER") else None
    greet(host, port)
    import waitress

    with contextlib.suppress(ValueError, OSError):
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard) if hard > 0 else 8192, hard))
    try:
        waitress.serve(
            application, host=host, port=port, threads=int(environment.value("PIAGAM_THREADS")),
            connection_limit=2000, backlog=2048, asyncore_use_poll=True, channel_timeout=120,
            max_request_body_size=(int(environment.value("PIAGAM_MAX_UPLOAD_MB")) + 4) * 2**20, ident="piagam",
        )  # fmt: skip
    finally:
        if worker is not None:
            jobs.stop_worker_thread()
    return 0


def port_is_free(host: str, port: int) -> bool:
    """Can the server listen there?"""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


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
