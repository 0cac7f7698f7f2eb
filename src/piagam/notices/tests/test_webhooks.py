"""Calls to a chat gateway: signed, to public addresses alone, tried again, stopped when nobody answers."""

import base64
import hashlib
import hmac
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from piagam.notices import reaching, webhooks
from piagam.notices.models import Notice, Webhook, WebhookCall
from piagam.notices.reaching import Net, Unreachable
from piagam.notices.telling import tell

HOME = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1",
    "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:a00:1::1", "2001:0:a00:1::1", "2001:db8::1",
    "fec0::1", "::10.0.0.1", "::8.8.8.8", "192.0.0.8", "192.88.99.1", "3fff::1", "5f00::1", "4000::1",
]  # fmt: skip
NEVER = [
    "http://chat.example/x", "ftp://chat.example/x", "https://chat.example:8443/x", "https://chat.example:80/",
    "https://u:p@chat.example/", "https://u@chat.example/", "https:///x", "https://", "https://[::1", "chat.example",
    "https://chat.example/a b", "https://kafé.example/", "javascript:alert(1)", "https://chat.example:x/", "",
]  # fmt: skip


class Gateway(ThreadingHTTPServer):
    """A chat gateway on this machine; it keeps what it was sent."""

    answer = 204
    location = ""
    drips = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard: list[tuple[str, dict[str, str], bytes]] = []


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        )
        self.send_response(self.server.answer)
        if self.server.location:
            self.send_header("Location", self.server.location)
        if self.server.drips:
            self.send_header("Content-Length", "1000")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    server = Gateway()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    net = Net(
        look_up=lambda _host: ["127.0.0.1"], allowed=lambda _ip: True, secure=lambda plain, _host: plain,
        port=server.server_address[1], seconds=1.0,
    )  # fmt: skip
    real = reaching.post
    monkeypatch.setattr(reaching, "post", lambda url, body, headers: real(url, body, headers, net))
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(db: None) -> Webhook:
    oki = get_user_model().objects.create(email="oki@contoh.id", name="Oki")
    return Webhook.objects.create(
        user=oki, address="https://chat.example/hooks/1?t=2", secret=webhooks.new_secret()
    )


def told(hook: Webhook, text: str = "Citra bertanya.") -> WebhookCall:
    tell(hook.user_id, text, "/entri/1/", kind="check.asked_back")
    return WebhookCall.objects.latest("pk")


@pytest.mark.parametrize("address", HOME)
def test_no_address_at_home_is_public(address: str) -> None:
    assert not reaching.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "103.10.67.1", "2606:4700::1111"])
def test_machines_out_there_are(address: str) -> None:
    assert reaching.is_public(ip_address(address))


@pytest.mark.parametrize("url", NEVER)
def test_these_addresses_are_never_called(url: str) -> None:
    with pytest.raises(Unreachable) as no:
        reaching.target_of(url)
    assert str(no.value).endswith(".")


@pytest.mark.parametrize("found", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], [], ["kosong"]])
def test_one_address_at_home_refuses_the_name(found: list[str]) -> None:
    with pytest.raises(Unreachable):
        reaching.address_to_call("chat.example", Net(look_up=lambda _host: found))


def test_a_number_for_a_name_is_judged_too() -> None:
    with pytest.raises(Unreachable, match="internet terbuka"):
        reaching.post("https://127.0.0.1/", b"", {})
    with pytest.raises(Unreachable, match="internet terbuka"):
        reaching.post("https://[::ffff:127.0.0.1]/", b"", {})


def test_the_connection_goes_where_the_name_was_looked_up_once(gateway: Gateway) -> None:
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    net = Net(rebinding, lambda _ip: True, lambda plain, _host: plain, gateway.server_address[1])
    target = "https://chat.example/x"
    assert (
        reaching._Pinned("chat.example", reaching.address_to_call("chat.example", net), net).address
        == "127.0.0.1"
    )
    assert asked == ["chat.example"] and target


def test_the_certificate_is_checked_against_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}

    class Context:
        def wrap_socket(self, plain: socket.socket, server_hostname: str) -> socket.socket:
            kept["name"] = server_hostname
            return plain

    monkeypatch.setattr("ssl.create_default_context", lambda: Context())
    with socket.socket() as plain:
        assert reaching.secured(plain, "chat.example") is plain
    assert kept == {"name": "chat.example"}


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=chat.example",
         "-addext", "subjectAltName=DNS:chat.example", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Gateway()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_what: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    net = Net(look_up=lambda _host: ["127.0.0.1"], allowed=lambda _ip: True, port=server.server_address[1])
    with pytest.raises(Unreachable, match="Sertifikat"):
        reaching.post("https://chat.example/", b"x", {}, net)
    server.shutdown()
    server.server_close()
    assert server.heard == []


def test_a_notice_arrives_signed(hook: Webhook, gateway: Gateway, settings: Any) -> None:
    settings.BASE_URL = "https://piagam.example"
    call = told(hook)
    assert webhooks.deliver_call.func(call.pk)
    path, headers, body = gateway.heard[0]
    assert path == "/hooks/1?t=2" and headers["host"] == "chat.example"
    said = json.loads(body)
    assert (
        said["text"] == "Citra bertanya. https://piagam.example/entri/1/"
        and said["type"] == "check.asked_back"
    )
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}" and len(key) == 32
    assert not webhooks.deliver_call.func(call.pk), "and once only"
    assert len(gateway.heard) == 1


@pytest.mark.parametrize(
    ("status", "location"), [(500, ""), (404, ""), (302, "https://chat.example/elsewhere")]
)
def test_any_other_answer_is_a_failure_and_no_redirect_is_followed(
    hook: Webhook, gateway: Gateway, status: int, location: str
) -> None:
    gateway.answer, gateway.location = status, location
    call = told(hook)
    assert not webhooks.deliver_call.func(call.pk)
    hook.refresh_from_db()
    call.refresh_from_db()
    assert (hook.failures, hook.last_answer) == (1, f"Dijawab {status}.")
    assert call.sent_at is None and call.due_at > call.notice.created_at
    assert len(gateway.heard) == 1


def test_an_answer_that_drips_is_cut(hook: Webhook, gateway: Gateway) -> None:
    gateway.drips = True
    began = time.monotonic()
    webhooks.deliver_call.func(told(hook).pk)
    assert time.monotonic() - began < 5


def test_a_gateway_that_is_gone_is_stopped_and_its_owner_told(hook: Webhook, gateway: Gateway) -> None:
    gateway.answer = 410
    Webhook.objects.update(failures=webhooks.MOST_FAILURES - 1)
    webhooks.deliver_call.func(told(hook).pk)
    hook.refresh_from_db()
    assert hook.stopped_at is not None
    last = Notice.objects.latest("pk")
    assert "dihentikan" in last.text and last.category == "account"
    before = WebhookCall.objects.count()
    tell(hook.user_id, "Sesudah itu.", kind="mentor.assign")
    assert WebhookCall.objects.count() == before


def test_one_that_answers_again_starts_anew(hook: Webhook, gateway: Gateway) -> None:
    Webhook.objects.update(failures=7)
    webhooks.deliver_call.func(told(hook).pk)
    hook.refresh_from_db()
    assert hook.failures == 0 and hook.last_answer == ""


def test_what_a_killed_worker_left_is_called_after_the_start_and_old_calls_are_forgotten(
    hook: Webhook, gateway: Gateway
) -> None:
    left, stale, old, done = told(hook), told(hook), told(hook), told(hook)
    Notice.objects.filter(pk=stale.notice_id).update(created_at=timezone.now() - timedelta(days=2))
    Notice.objects.filter(pk=old.notice_id).update(created_at=timezone.now() - timedelta(days=20))
    WebhookCall.objects.filter(pk=done.pk).update(sent_at=timezone.now())
    DBTaskResult.objects.all().delete()
    assert webhooks.enqueue_waiting_calls() == 1
    assert [job.args_kwargs["args"] for job in DBTaskResult.objects.all()] == [[left.pk]]
    assert not WebhookCall.objects.filter(pk=old.pk).exists() and WebhookCall.objects.count() == 3
