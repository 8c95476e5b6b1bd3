"""The host: labs, their streams, and what it refuses."""
