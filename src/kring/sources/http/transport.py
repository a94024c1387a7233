"""How httpx gets its connections here: each goes to an address that was looked at; no second look-up leads elsewhere.

The certificate is checked against the name, as always. No proxy of the surroundings is asked, no connection is kept.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

from kring.sources.http.addresses import Refused, addresses


class CheckedTransport(httpx.BaseTransport):
    """Sends requests over connections to addresses that may be asked; with `hosts` to those only."""

    def __init__(self, hosts: Sequence[str] | None = None) -> None:
        self._hosts = None if hosts is None else frozenset(hosts)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_CheckedAddresses(), max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request. Raises Refused, or what httpcore raises."""
        url = request.url
        if self._hosts is not None and url.host not in self._hosts:
            raise Refused(f"{url.host} is not among the hosts that may be asked")
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _CheckedAddresses(httpcore.NetworkBackend):
    """Looks a name up once, checks every address it stands for, and connects to the first that answers."""

    def __init__(self) -> None:
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last: Exception | None = None
        for address in addresses(host, port):
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as wrong:
                last = wrong
        raise last or Refused("its name stands for no address")

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        raise Refused("a socket of this machine is no address")
