"""`piagam mail`: a real conversation with a mail server, and a sentence for each way it ends."""

import smtplib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as outgoing

from piagam.cli import main
from piagam.commands.mail import sentence_for


class Server(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is sent, and refuses what it is told to refuse."""

    daemon_threads = True
    refuses = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.kept: list[str] = []


class Talk(socketserver.StreamRequestHandler):
    server: Server

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        if self.server.refuses == "HANGUP":
            return
        self.say("220 surat.contoh")
        while line := self.rfile.readline().decode().strip():
            word = line.upper().split(":")[0].split()[0]
            if word == self.server.refuses:
                self.say("535 tidak boleh" if word == "AUTH" else "550 tidak boleh")
            elif word == "EHLO":
                self.say("250-surat.contoh")
                self.say("250 AUTH PLAIN")
            elif word == "DATA":
                self.say("354 silakan")
                text = b""
                while (more := self.rfile.readline()) != b".\r\n":
                    text += more
                self.server.kept.append(text.decode())
                self.say("250 diterima")
            elif word == "QUIT":
                self.say("221 sampai jumpa")
                return
            else:
                self.say("235 masuk" if word == "AUTH" else "250 baik")


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server() as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        settings.PIAGAM_MAIL = "smtp"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.server_address[1]
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 3
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "piagam", "rahasia"
        monkeypatch.setattr("piagam.commands.mail.prepare", lambda **_how: None)
        yield found
        found.shutdown()


def test_a_mail_arrives(server: Server, capsys: Any) -> None:
    assert main(["mail", "oki@contoh.id"]) == 0
    assert "took the mail to oki@contoh.id" in capsys.readouterr().out
    assert "Subject: Piagam: a test" in server.kept[0] and "Mail works." in server.kept[0]


@pytest.mark.parametrize(
    ("refuses", "words"),
    [
        ("AUTH", "PIAGAM_SMTP_PASSWORD. It said: 535 tidak boleh"),
        ("MAIL", "PIAGAM_MAIL_FROM. It said: 550 tidak boleh"),
        ("RCPT", "the address was refused. It said: 550 tidak boleh"),
        ("DATA", "it refused the mail. It said: 550 tidak boleh"),
        ("HANGUP", "PIAGAM_SMTP_PORT"),
    ],
)
def test_a_refusal_names_the_setting(server: Server, capsys: Any, refuses: str, words: str) -> None:
    server.refuses = refuses
    assert main(["mail", "oki@contoh.id"]) == 1
    assert words in capsys.readouterr().err


def test_a_server_without_tls_is_named(server: Server, settings: Any, capsys: Any) -> None:
    settings.EMAIL_USE_TLS = True
    assert main(["mail", "oki@contoh.id"]) == 1
    assert "PIAGAM_SMTP_TLS" in capsys.readouterr().err


def test_a_port_where_nothing_listens(server: Server, settings: Any, capsys: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
        assert main(["mail", "oki@contoh.id"]) == 1
    assert "nothing listens there" in capsys.readouterr().err


def test_an_outbox_is_said_to_be_one(server: Server, settings: Any, capsys: Any) -> None:
    settings.PIAGAM_MAIL = "outbox"
    assert main(["mail", "oki@contoh.id"]) == 1
    assert "PIAGAM_MAIL=smtp" in capsys.readouterr().err and not server.kept
    assert not getattr(outgoing, "outbox", [])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (socket.gaierror(-2, "x"), "the name is not known"),
        (TimeoutError("x"), "does not answer"),
        (ssl.SSLCertVerificationError(1, "x"), "certificate"),
        (smtplib.SMTPHeloError(501, b"x"), "501 x"),
        (OSError("x"), "OSError: x"),
    ],
)
def test_every_other_end_has_a_sentence(wrong: Exception, words: str) -> None:
    assert words in sentence_for(wrong)
