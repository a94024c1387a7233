"""One request to an address that a person named, kept to that address: the guard against forged requests.

The name is looked up once, every address it stands for must be public, and the connection goes to the address that was
looked at, so a second look-up can't lead it elsewhere. No redirect is followed, no proxy is asked, and time and size
are limited. Only localhost, written as such, may be this machine, and then it must be.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

LOCAL = ("localhost", "127.0.0.1", "::1")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """The request was not made, or its answer not taken; the message says why."""


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float, most_bytes: int) -> bytes:
    """What the address answers to a body that is posted. Raises Refused without a whole answer of status 200."""
    parts = urlsplit(url)
    connection = _Checked(parts.hostname or "", parts.port, secure=parts.scheme == "https", seconds=seconds)
    clock = threading.Timer(seconds, connection.cut)
    clock.start()
    try:
        connection.request("POST", parts.path, body, dict(headers))
        answer = connection.getresponse()
        found = answer.read(most_bytes + 1)
    except (OSError, http.client.HTTPException, UnicodeError, ValueError):
        raise Refused("it takes too long" if connection.is_cut else "it can't be reached") from None
    finally:
        clock.cancel()
        connection.close()
    if connection.is_cut:
        raise Refused("it takes too long")
    if answer.status != http.client.OK:
        raise Refused(f"it answers with status {answer.status}")
    if len(found) > most_bytes:
        raise Refused("its answer is too large")
    return found


def is_public(address: Address) -> bool:
    """Whether an address lies on the public internet, also the one that is wrapped in it."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if address in NAT64 or (inner and not is_public(inner)):
            return False
    return address.is_global and not address.is_multicast


def addresses(host: str, port: int) -> list[str]:
    """The addresses a name stands for. Raises Refused when any of them may not be asked."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for one in found:
        address = ipaddress.ip_address(one.partition("%")[0])
        if not (address.is_loopback if host in LOCAL else is_public(address)):
            raise Refused("its name leads to a private network")
    return list(dict.fromkeys(found))


class _Checked(http.client.HTTPConnection):
    """A connection that goes to an address that was looked at, proves itself by the name, and can be cut off."""

    def __init__(self, host: str, port: int | None, *, secure: bool, seconds: float) -> None:
        super().__init__(host, port or (443 if secure else 80), timeout=seconds)
        self.secure, self.is_cut = secure, False
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first address that answers."""
        last: OSError | None = None
        for address in addresses(self.host, self.port):
            try:
                self.wire = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError as wrong:
                last = wrong
        else:
            raise last or OSError("no address")
        if self.secure:
            self.wire = ssl.create_default_context().wrap_socket(self.wire, server_hostname=self.host)
        self.sock = self.wire

    def cut(self) -> None:
        """End it, wherever it is: a slow answer must not outlast the limit."""
        self.is_cut = True
        if self.wire is not None:
            with contextlib.suppress(OSError):
                self.wire.shutdown(socket.SHUT_RDWR)
