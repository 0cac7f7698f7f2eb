"""The network address a request came from, also behind proxies that are known."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def address_of(request: HttpRequest) -> str:
    """The client's address: what the server saw, or, from a trusted proxy, the last address no trusted proxy wrote.

    `X-Forwarded-For` grows at its right end, and only a proxy in PIAGAM_TRUSTED_PROXIES is believed; so what a client
    writes there itself stands to the left of its true address, and is never reached.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    trusted: tuple[Network, ...] = settings.TRUSTED_PROXIES
    if not is_among(seen, trusted):
        return seen
    for written in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if read(written) is None:
            break  # nobody whom we trust writes that
        seen = str(read(written))
        if not is_among(seen, trusted):
            break
    return seen


def is_among(text: str, networks: tuple[Network, ...]) -> bool:
    address = read(text)
    return address is not None and any(address in network for network in networks)


def read(text: str) -> Address | None:
    """An address as proxies write it: bare, with a port, in brackets, or as IPv4 inside IPv6; None if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
