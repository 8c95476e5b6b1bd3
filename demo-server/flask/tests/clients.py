"""Clients and streams for tests, which wait for what happens and never for time."""

from __future__ import annotations

from socket import SHUT_RDWR
from threading import Condition
from typing import TYPE_CHECKING, Any

import socketio
from engineio import packet as engine_packet

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decoder import Decoder, Hop

#: What this client calls it when its connection is closed, and not its socket. On long polling it
#: calls the server's goodbye a disconnect, which the JavaScript client does not.
BY_TRANSPORT = ("transport close", "transport error", "server disconnect")
#: How long anything may take before the test fails, in seconds.
PATIENCE = 15


def _ordered() -> Any:
    """A client of python-socketio that takes one message after the other.

    It takes each in a thread of its own, so a packet's attachments may overtake it.
    """
    client = socketio.Client(reconnection=False)
    trigger = client.eio._trigger_event

    def trigger_in_order(event: str, *values: Any, **options: Any) -> Any:
        return trigger(event, *values, **{**options, "run_async": False})

    client.eio._trigger_event = trigger_in_order
    return client


class Client:
    """A client of a lab, with the messages that crossed its engine, as both ends count them."""

    def __init__(self) -> None:
        self.socket = _ordered()
        self.sent = 0
        self.received = 0
        self.refused: Any = None
        self.reason: str | None = None
        self._news = Condition()
        self._events: list[tuple[str, int, tuple[Any, ...]]] = []
        self._taken = 0
        self._answers: dict[str, Any] = {}
        self._count()

    @property
    def engine(self) -> str:
        """Engine id of its connection."""
        return str(self.socket.eio.sid)

    @property
    def sid(self) -> str:
        """Its id, as programs see it."""
        return str(self.socket.get_sid())

    def connect(
        self, url: str, path: str, transports: list[str], namespace: str = "/", auth: object = None
    ) -> Client:
        """Connects, and waits until it is connected or refused."""
        for event, handler in (
            ("*", self._take),
            ("connect_error", self._refuse),
            ("disconnect", self._end),
        ):
            self.socket.on(event, handler, namespace=namespace)
        self.socket.connect(
            url,
            socketio_path=path,
            transports=transports,
            namespaces=[namespace],
            auth=auth,
            wait_timeout=PATIENCE,
        )
        return self

    def answers(self, event: str, value: Any) -> None:
        """What it answers when the server asks this."""
        self._answers[event] = value

    def emit(self, event: str, *values: object, namespace: str | None = None) -> None:
        """Sends an event."""
        self.socket.emit(event, values, namespace=namespace)

    def ask(self, event: str, *values: object, namespace: str | None = None) -> Any:
        """Sends an event and waits for its acknowledgement."""
        return self.socket.call(event, values, namespace=namespace, timeout=PATIENCE)

    def next(self, event: str) -> tuple[int, tuple[Any, ...]]:
        """The next event of that name: number of the message that carried it, and its values."""
        found: list[tuple[int, tuple[Any, ...]]] = []

        def look() -> bool:
            for place, (name, number, values) in enumerate(self._events):
                if name == event:
                    del self._events[place]
                    found.append((number, values))
                    return True
            return False

        self._wait(look)
        return found[0]

    def heard(self, event: str) -> list[tuple[Any, ...]]:
        """Values of the events of that name that came and were not asked for."""
        with self._news:
            return [values for name, _, values in self._events if name == event]

    def wait_for_end(self) -> str:
        """Waits until it is disconnected; says why."""
        self._wait(lambda: self.reason is not None)
        return str(self.reason)

    def cut(self) -> None:
        """Loses its connection, a WebSocket, without a word."""
        self.socket.eio.ws.sock.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """Leaves."""
        self.socket.disconnect()

    def _wait(self, fits: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(fits, PATIENCE), "it never happened"

    def _count(self) -> None:
        eio = self.socket.eio
        receive, send = eio._receive_packet, eio._send_packet

        def receive_counted(pkt: Any) -> None:
            if pkt.packet_type == engine_packet.MESSAGE:
                self.received += 1
            receive(pkt)

        def send_counted(pkt: Any) -> None:
            if pkt.packet_type == engine_packet.MESSAGE:
                self.sent += 1
            send(pkt)

        eio._receive_packet, eio._send_packet = receive_counted, send_counted

    def _take(self, event: str, *values: Any) -> Any:
        with self._news:
            self._events.append((event, self.received, values))
            self._news.notify_all()
        return self._answers.get(event)

    def _refuse(self, error: Any) -> None:
        self.refused = error

    def _end(self, reason: str) -> None:
        with self._news:
            self.reason = reason
            self._news.notify_all()


class Stream:
    """A stream of a lab, and what came on it."""

    def __init__(self, decoder: Decoder) -> None:
        self.socket = _ordered()
        self.hops: list[Hop] = []
        self.said: dict[str, list[Any]] = {}
        self.refused: Any = None
        self.is_gone = False
        self._decoder = decoder
        self._news = Condition()

    def connect(self, url: str, auth: object) -> Stream:
        """Opens the stream; raises when it is refused, with `refused` set."""
        for event in ("running", "programError", "programNotice", "refused", "closing"):
            self.socket.on(event, self._teller(event))
        self.socket.on("hops", self._take)
        self.socket.on("connect_error", self._refuse)
        self.socket.on("disconnect", self._end)
        self.socket.connect(
            url,
            socketio_path="/stream/socket.io",
            transports=["websocket"],
            auth=auth,
            wait_timeout=PATIENCE,
        )
        return self

    def hop(self, **wanted: Any) -> Hop:
        """The first hop that has all of these, come or to come."""
        self._wait(lambda: bool(self._fitting(wanted)), wanted)
        return self._fitting(wanted)[0]

    def all(self, **wanted: Any) -> list[Hop]:
        """Every hop so far that has all of these."""
        with self._news:
            return self._fitting(wanted)

    def news(self, event: str, count: int = 1) -> Any:
        """The `count`th news of that name, come or to come."""
        self._wait(lambda: len(self.said.get(event, [])) >= count, event)
        return self.said[event][count - 1]

    def wait_for_end(self) -> None:
        """Waits until it is disconnected."""
        self._wait(lambda: self.is_gone, "the end")

    def restart(self) -> Any:
        """Asks for a restart; gives the refusal, if it is one."""
        return self.socket.call("restart", timeout=PATIENCE)

    def close(self) -> None:
        """Leaves."""
        self.socket.disconnect()

    def _fitting(self, wanted: dict[str, Any]) -> list[Hop]:
        return [
            hop
            for hop in self.hops
            if all(name in hop and hop[name] == value for name, value in wanted.items())
        ]

    def _wait(self, fits: Callable[[], bool], what: object) -> None:
        with self._news:
            assert self._news.wait_for(fits, PATIENCE), f"{what} never came: {self.hops}"

    def _teller(self, event: str) -> Callable[[Any], None]:
        def take(news: Any) -> None:
            with self._news:
                self.said.setdefault(event, []).append(news)
                self._news.notify_all()

        return take

    def _take(self, batch: dict[str, Any]) -> None:
        hops = self._decoder.decode(batch)
        with self._news:
            self.hops.extend(hops)
            self._news.notify_all()

    def _refuse(self, error: Any) -> None:
        self.refused = error

    def _end(self, _reason: str) -> None:
        with self._news:
            self.is_gone = True
            self._news.notify_all()
