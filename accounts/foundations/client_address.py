"""Where a request comes from: the connection's own address, or what our own proxies say it is.

`TRUSTED_PROXIES` proxies of ours stand before the service. Each adds the address it was asked from at the right end of
X-Forwarded-For; what stands further left was written by whoever asked, and is not read.
"""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64  # one household or office has that many addresses to itself


def client_address(request: HttpRequest) -> str:
    """In its usual form; "" where there is none (a socket on the same machine)."""
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    connected = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    return (usual(said[-proxies]) if 0 < proxies <= len(said) else "") or usual(connected)


def usual(address: str) -> str:
    """Mapped IPv4 as IPv4, no port, no zone; "" for what is no address."""
    text = address.strip().strip("[]").partition("%")[0]
    text = text.rpartition(":")[0].strip("[]") if text.count(":") == 1 or "]:" in text else text
    try:
        found = ip_address(text)
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def place_of(request: HttpRequest) -> str:
    """What limits go by: the address, or its network where one client has many. "" for a proxy that nobody declared:
    everybody would seem to come from it, and one stranger would shut out all."""
    address = client_address(request)
    if not address:
        return ""
    found = ip_address(address)
    if found.is_loopback and not settings.TRUSTED_PROXIES:
        return ""
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, IPV6_PREFIX), strict=False).network_address)
    return address
