"""Calling an address that a stranger wrote down, without becoming the stranger's way into our own network.

Only https on its own port. The name is looked up once, every address it has must be a public one, and the connection
goes to exactly the address that was looked at: a name that answers differently the second time gains nothing.
Redirects are not followed, and little of the answer is read.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

SECONDS = 10.0
MOST_READ = 4096
Address = IPv4Address | IPv6Address
# IPv4 inside IPv6: what such an address reaches in the end is the IPv4 within.
CARRIERS = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
)
# What some versions of Python take for global although nothing out there answers by it.
SET_ASIDE = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"), ip_network("3fff::/20"))
UNICAST = ip_network("2000::/3")  # all that is given out of IPv6


class Unreachable(Exception):
    """The address is not called, or did not answer; the message is a sentence."""


@dataclass(frozen=True)
class Target:
    """An address that may be called."""

    host: str
    path: str


def is_public(address: Address) -> bool:
    """Can it only be a machine out in the internet?"""
    if isinstance(address, IPv6Address) and address not in UNICAST:
        return False
    if any(address in network for network in (*CARRIERS, *SET_ASIDE)):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def target_of(url: str) -> Target:
    """The parts of an address. Raises Unreachable with a sentence for one that is never called."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as wrong:
        raise Unreachable(_("Alamat ini tidak dapat dibaca.")) from wrong
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https":
        raise Unreachable(_("Alamatnya harus diawali https://."))
    if port not in {None, 443} or parts.username is not None or parts.password is not None:
        raise Unreachable(_("Alamatnya tidak boleh memuat porta, nama pengguna, atau kata sandi."))
    if not host or not host.isascii() or any(sign.isspace() for sign in url.strip()):
        raise Unreachable(_("Alamat ini tidak dapat dibaca."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, path)


def looked_up(host: str) -> list[str]:
    """The addresses of a name, as the system knows them."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise Unreachable(_("Nama %(host)s tidak ditemukan.") % {"host": host}) from wrong
    return [str(one[4][0]) for one in found]


def secured(plain: socket.socket, host: str) -> socket.socket:
    """TLS with a certificate that is checked against the name."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


@dataclass(frozen=True)
class Net:
    """How addresses are looked up, judged and connected to; tests have one of their own."""

    look_up: Callable[[str], list[str]] = looked_up
    allowed: Callable[[Address], bool] = is_public
    secure: Callable[[socket.socket, str], socket.socket] = secured
    port: int = 443
    seconds: float = SECONDS


THE_INTERNET = Net()


class _Pinned(HTTPConnection):
    """A connection to one address, whatever the name says; cut when it takes too long in all."""

    def __init__(self, host: str, address: str, net: Net) -> None:
        super().__init__(host, timeout=net.seconds)
        self.address, self.net = address, net

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.net.port), self.net.seconds)
        try:
            self.sock = self.net.secure(plain, self.host)
        except BaseException:
            plain.close()
            raise

    def cut(self) -> None:
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def address_to_call(host: str, net: Net = THE_INTERNET) -> str:
    """The address behind a name, when all it has are public ones."""
    found = net.look_up(host)
    try:
        addresses = [ip_address(one) for one in found]
    except ValueError as wrong:
        raise Unreachable(_("Nama %(host)s tidak ditemukan.") % {"host": host}) from wrong
    if not addresses or not all(net.allowed(one) for one in addresses):
        raise Unreachable(_("Alamat ini tidak berada di internet terbuka, jadi tidak dipanggil."))
    return str(addresses[0])


def post(url: str, body: bytes, headers: Mapping[str, str], net: Net = THE_INTERNET) -> int:
    """Sends the body; gives the status of the answer. Raises Unreachable with a sentence."""
    target = target_of(url)
    connection = _Pinned(target.host, address_to_call(target.host, net), net)
    watch = threading.Timer(net.seconds * 2, connection.cut)  # an answer that drips keeps no worker
    watch.start()
    try:
        connection.request("POST", target.path, body, {**headers, "Connection": "close"})
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status
    except ssl.SSLCertVerificationError as wrong:
        raise Unreachable(_("Sertifikat alamat ini tidak sah.")) from wrong
    except (OSError, HTTPException, UnicodeError) as wrong:
        raise Unreachable(_("Alamat ini tidak menjawab.")) from wrong
    finally:
        watch.cancel()
        connection.close()
