"""Which addresses may be asked: public ones, and this machine only where a person wrote so."""

from __future__ import annotations

import ipaddress
import socket

LOCAL = ("localhost", "127.0.0.1", "::1")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_COMPATIBLE = ipaddress.ip_network("::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """The call was not made, or its answer not taken; the message says why."""


def is_public(address: Address) -> bool:
    """Whether an address lies on the public internet, also the one that is wrapped in it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in NAT64 or address in IPV4_COMPATIBLE or (inner and not is_public(inner)):
            return False
    return address.is_global and not address.is_multicast


def addresses(host: str, port: int) -> list[str]:
    """The addresses a name stands for. Raises Refused when any of them may not be asked, OSError when there is none."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for one in found:
        address = ipaddress.ip_address(one.partition("%")[0])
        if not (address.is_loopback if host in LOCAL else is_public(address)):
            raise Refused("its name leads to a private network")
    return list(dict.fromkeys(found))
