"""`piagam mail ADDRESS`: sends one mail by the settings as they are, and says in words what is wrong with them."""

import argparse
import smtplib
import socket
import ssl
import sys

from piagam.commands.instance import prepare


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", metavar="ADDRESS", help="where the mail goes")


def run(args: argparse.Namespace) -> int:
    """Sends at once, past the outbox."""
    prepare(quiet=True)
    from django.conf import settings
    from django.core.mail import EmailMessage

    if settings.PIAGAM_MAIL != "smtp":
        print(
            "PIAGAM_MAIL is 'outbox': mail stays in the outbox. Set PIAGAM_MAIL=smtp to send it.",
            file=sys.stderr,
        )
        return 1
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    text = f"This is a test from Piagam at {settings.BASE_URL}. Mail works."
    try:
        EmailMessage(
            "Piagam: a test", text, to=[args.to], headers={"Auto-Submitted": "auto-generated"}
        ).send()
    except (OSError, smtplib.SMTPException) as wrong:
        print(f"{where}: {sentence_for(wrong)}", file=sys.stderr)
        return 1
    print(f"{where} took the mail to {args.to}, from {settings.DEFAULT_FROM_EMAIL}. Look whether it arrives.")
    return 0


def sentence_for(wrong: Exception) -> str:
    """What a mail server's refusal means, and which setting it is about."""
    match wrong:
        case smtplib.SMTPAuthenticationError():
            return f"the sign-in was refused; look at PIAGAM_SMTP_USER and PIAGAM_SMTP_PASSWORD. It said: {said(wrong)}"
        case smtplib.SMTPSenderRefused():
            return f"the sender {wrong.sender} was refused; look at PIAGAM_MAIL_FROM. It said: {said(wrong)}"
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(wrong.recipients.values()))
            return f"the address was refused. It said: {code} {words(answer)}"
        case smtplib.SMTPNotSupportedError():
            return (
                f"it lacks what the settings ask for; look at PIAGAM_SMTP_TLS and PIAGAM_SMTP_USER: {wrong}"
            )
        case smtplib.SMTPServerDisconnected():
            return (
                "it ended the connection; look at PIAGAM_SMTP_PORT (465 is not the one: it begins with TLS)."
            )
        case smtplib.SMTPResponseException():
            return f"it refused the mail. It said: {said(wrong)}"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid; look at PIAGAM_SMTP_HOST. {wrong}"
        case socket.gaierror():
            return "the name is not known; look at PIAGAM_SMTP_HOST."
        case TimeoutError():
            return "it does not answer; look at PIAGAM_SMTP_PORT, and whether a firewall stands between."
        case ConnectionRefusedError():
            return "nothing listens there; look at PIAGAM_SMTP_HOST and PIAGAM_SMTP_PORT."
        case _:
            return f"{type(wrong).__name__}: {wrong}"


def said(wrong: smtplib.SMTPResponseException) -> str:
    return f"{wrong.smtp_code} {words(wrong.smtp_error)}"


def words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
