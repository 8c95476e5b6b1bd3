"""What a host allows; the same figures as the Node host's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Every one can be set to suit the place."""

    max_labs: int = 2_000
    #: A class may share one address.
    labs_per_address: int = 1_200
    clients_per_lab: int = 64
    streams_per_lab: int = 64
    #: Connections to the chat; a reader has one a tab.
    chat_clients: int = 2_000
    #: A lab with no client and no stream is closed after this many seconds.
    idle_seconds: float = 60.0
    #: A lab is closed at this age; whoever still uses it gets a new one.
    max_age_seconds: float = 12 * 60 * 60.0
    #: Messages a connection may send: a steady rate a second, and how many at once.
    messages_per_second: float = 1_000
    message_burst: int = 2_000
    #: New connections from one address, likewise.
    handshakes_per_second: float = 200
    handshake_burst: int = 8_000
    max_payload_bytes: int = 100_000
    #: Restarts that one lab may be asked for, likewise.
    restarts_per_second: float = 0.5
    restart_burst: int = 5
