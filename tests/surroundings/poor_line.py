"""A village's line: so many bytes a second, and dead every so often. From this machine to this machine only."""

import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

BLOCK = 1024
TICK = 0.1  # seconds


@dataclass
class PoorLine:
    """Listens on a port of its own and passes on to `target`; counts what went up and how often it dropped.

    All connections share the line. `both_ways`: what comes down is as slow as what goes up. Speed and drops may be
    changed while it is in use.
    """

    target: int
    bytes_a_second: int
    drops_every: float = float("inf")
    both_ways: bool = False
    sent_up: int = 0
    drops: int = 0
    port: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: threading.Event = field(default_factory=threading.Event)
    _dead: threading.Event = field(default_factory=threading.Event)
    _up: threading.Lock = field(default_factory=threading.Lock)
    _down: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> "PoorLine":
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.2)
        self.port = int(self._server.getsockname()[1])
        for work in (self._accept, self._drop):
            threading.Thread(target=work, daemon=True).start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._ended.set()
        self._cut()
        self._server.close()

    def break_off(self) -> None:
        """Nothing passes any more, and nobody gets through, until it is mended."""
        self._dead.set()
        self._cut()

    def mend(self) -> None:
        self._dead.clear()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                near, _address = self._server.accept()
            except OSError:
                continue
            far = None if self._dead.is_set() else self._reach()
            if far is None:
                near.close()
                continue
            with self._lock:
                self._open += [near, far]
            threading.Thread(target=self._pass_on, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(far, near, False), daemon=True).start()

    def _reach(self) -> socket.socket | None:
        """The other end; None while nobody listens there."""
        try:
            return socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            return None

    def _pass_on(self, source: socket.socket, sink: socket.socket, is_up: bool) -> None:
        try:
            while data := source.recv(BLOCK):
                if is_up:
                    self.sent_up += len(data)
                if is_up or self.both_ways:
                    with self._up if is_up else self._down:
                        time.sleep(len(data) / self.bytes_a_second)
                sink.sendall(data)
        except OSError:
            pass
        for one in (source, sink):
            one.close()

    def _drop(self) -> None:
        last = time.monotonic()
        while not self._ended.wait(min(self.drops_every, TICK)):
            if time.monotonic() - last >= self.drops_every:
                last = time.monotonic()
                self.drops += 1
                self._cut()

    def _cut(self) -> None:
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            self._open.clear()
