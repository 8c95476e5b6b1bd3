"""What one user, and all who share a network, may take of what there is for everyone."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from .contract import LIMITS, Refusal
from .token_bucket import TokenBucket


class Budgets:
    """A network may be that of a class of a thousand: it gets what a class needs, then little."""

    def __init__(self) -> None:
        self._newcomers = _in_an_hour("newcomerBurst", "newcomersPerHour")
        self._rooms = _in_an_hour("roomBurst", "roomsPerHour")
        self._rooms_of_user = _in_an_hour("userRoomBurst", "userRoomsPerHour")

    def take_newcomer(self, network: str) -> None:
        """Someone comes who was never here; raises a Refusal where too many have."""
        if self._newcomers.take(network):
            raise Refusal("tooManyNewcomers")

    def take_room(self, user: str, network: str) -> None:
        """A user makes a room; raises a Refusal where they, or all of their network, made too many."""
        if self._rooms_of_user.take(user):
            raise Refusal("tooManyRoomsOfYours")
        if self._rooms.take(network):
            raise Refusal("tooManyRoomsOfNetwork")


def network_of(address: str | None) -> str:
    """What all addresses of one network begin with; one customer has 2^64 addresses of IPv6."""
    try:
        known = ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or known.exploded[:19])


def _in_an_hour(burst: str, per_hour: str) -> TokenBucket:
    return TokenBucket(LIMITS[burst], LIMITS[per_hour] / 3600)
