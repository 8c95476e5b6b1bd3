"""Packets of Socket.IO, held to the protocol as the parser in JavaScript holds them."""

from __future__ import annotations

from typing import Any

from socketio import packet as socket_packet

#: Names by which Socket.IO itself calls handlers. The library would run those for a client's event:
#: https://github.com/miguelgrinberg/python-socketio/blob/v5.18.1/src/socketio/server.py#L595
#: The parser in JavaScript refuses them, and both documentations call them reserved:
#: https://github.com/miguelgrinberg/Flask-SocketIO/issues/1209
RESERVED_EVENTS = ("connect", "connect_error", "disconnect")
#: The most that the attachments of a packet may be, together.
MOST_ATTACHED = 2_000_000
#: What an attachment costs beside its data.
_OVERHEAD = 64

_NO_PACKET = "It is not JSON with a type before it."

_BINARY = {
    socket_packet.BINARY_EVENT: socket_packet.EVENT,
    socket_packet.BINARY_ACK: socket_packet.ACK,
}


class PacketError(ValueError):
    """What a client sent is no packet; the text says why."""


class StrictPacket(socket_packet.Packet):
    """A packet that is right, or raises a `PacketError`.

    After a packet whose attachments do not fit, the library takes all that a client sends for
    attachments of it: https://github.com/miguelgrinberg/python-socketio/issues/436
    """

    packet_type: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._attached = 0
        encoded = kwargs.get("encoded_packet", "2")
        if not isinstance(encoded, (str, bytes)):
            # Engine.IO has read it as JSON, of which the library takes what is empty for an event.
            raise PacketError(_NO_PACKET)
        if not encoded:
            raise PacketError("It is empty.")
        super().__init__(*args, **kwargs)

    def decode(self, encoded_packet: Any) -> int:
        """Reads a packet; gives the number of its attachments."""
        if not isinstance(encoded_packet, str):
            raise PacketError("It has attachments of no packet.")
        try:
            count = super().decode(encoded_packet) or 0
        except RecursionError:
            raise PacketError("Its data are nested too deep.") from None
        except Exception:  # noqa: BLE001 -- the JSON may be a program's own
            raise PacketError(_NO_PACKET) from None
        self._check(encoded_packet)
        if self.packet_type in _BINARY and count == 0:
            raise PacketError("A binary packet needs the number of its attachments.")
        return int(count)

    def add_attachment(self, attachment: Any) -> bool:
        """Takes an attachment; says whether it was the last."""
        if not isinstance(attachment, bytes):
            raise PacketError("Another packet came before its attachments.")
        self._attached += len(attachment) + _OVERHEAD
        if self._attached > MOST_ATTACHED:
            raise PacketError("Its attachments are too large.")
        try:
            return bool(super().add_attachment(attachment))
        except (LookupError, TypeError, RecursionError):
            raise PacketError("A placeholder in it names no attachment.") from None

    @classmethod
    def _reconstruct_binary_internal(cls, data: Any, attachments: list[bytes]) -> Any:
        if isinstance(data, dict) and data.get("_placeholder") is True:
            number = data.get("num")
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise LookupError
            return attachments[number]
        return super()._reconstruct_binary_internal(data, attachments)

    def _check(self, encoded_packet: str) -> None:
        kind, data = self.packet_type, self.data
        kind = _BINARY.get(kind, kind)
        if kind == socket_packet.EVENT:
            self._check_event(data)
        elif kind == socket_packet.ACK:
            if not isinstance(data, list) or self.id is None:
                raise PacketError("An acknowledgement needs an id and a list.")
        elif kind == socket_packet.CONNECT:
            if data is not None and not isinstance(data, dict):
                raise PacketError("What comes with a connect must be an object.")
        elif kind == socket_packet.DISCONNECT:
            if data is not None:
                raise PacketError("A disconnect carries nothing.")
        else:
            raise PacketError(f"Clients send no packet of type {encoded_packet[0]}.")

    @staticmethod
    def _check_event(data: Any) -> None:
        if not isinstance(data, list) or not data:
            raise PacketError("An event needs a list that begins with its name.")
        name = data[0]
        if isinstance(name, bool) or not isinstance(name, (str, int, float)):
            raise PacketError("The name of an event must be a text.")
        if name in RESERVED_EVENTS:
            raise PacketError(f'The event "{name}" is reserved for Socket.IO itself.')
