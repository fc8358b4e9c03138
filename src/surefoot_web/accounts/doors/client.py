"""The address that a request came from, also behind proxies of ours."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

NOBODYS = "unknown"
SAME_HOUSE = 64  # bits of an IPv6 address that one household or machine holds


def client_address(request: HttpRequest) -> str:
    """The client's address: what the outermost of our own proxies saw, else who connected. Never what a stranger wrote."""
    told = request.headers.get("X-Forwarded-For", "").split(",")
    ours = settings.SUREFOOT_PROXIES
    seen = told[-ours] if ours and len(told) >= ours else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(seen.strip().strip("[]"))
    except ValueError:
        return NOBODYS
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> SAME_HOUSE << SAME_HOUSE))
    return str(address)
