"""Which network addresses may be fetched from: those of the public internet.

A page, a feed or a redirect names whatever address it likes. Without this, a stranger's text could
have this machine ask its own services, its network's, or a cloud's metadata service, and print the answer.
"""

from __future__ import annotations

import ipaddress

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Public by their number, and yet the host's own service: Azure's agent
# (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
_SERVICES = frozenset([ipaddress.ip_address("168.63.129.16")])
# IPv6 addresses in which a translator finds an IPv4 one (RFC 6052, 8215).
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False, False)
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return _is_public(found.ipv4_mapped)
    return all(_is_public(one) for one in (found, *_find_inner(found)))


def _is_public(address: _Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not special and address not in _SERVICES


def _find_inner(address: _Address) -> list[_Address]:
    """The IPv4 addresses that an IPv6 one is another way of writing."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner: list[_Address | None] = [address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _TRANSLATED) or int(address) >> 32 == 0:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]
