"""The Engine.IO server of a lab: counts the messages of each connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engineio import packet as engine_packet

from ..protocol.engine import GuardedEngine
from .scope import SENDING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Track:
    """Counts of one connection's messages; a binary packet's attachments count one each."""

    #: Says, by the bytes of each message, whether it may come.
    may_send: Callable[[int], bool]
    received: int = 0
    sent: int = 0
    #: The message that began the packet which is being received.
    head: int = 0


class LabEngine(GuardedEngine):
    """The host's Engine.IO, with counts."""

    tracks: dict[str, Track]

    def watch(self) -> None:
        """Begins to count; must be called before any connection is made."""
        self.tracks = {}

    def send_packet(self, sid: str, pkt: Any) -> None:
        """Sends one packet, and says which message of its connection it is."""
        track = self.tracks.get(sid)
        if pkt.packet_type != engine_packet.MESSAGE or track is None:
            super().send_packet(sid, pkt)
            return
        connection = self.sockets.get(sid)
        # What is handed to a connection that is closing never leaves.
        if connection is None or connection.closing or connection.closed:
            return
        super().send_packet(sid, pkt)
        if connection.closing or connection.is_cut:
            return
        track.sent += 1
        sending = SENDING.get()
        # What is not text is an attachment of the packet before it.
        if sending is not None and isinstance(pkt.data, str):
            sending.append((sid, track.sent))
