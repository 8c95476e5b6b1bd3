"""The messaging app of `examples/chat` for everyone who visits, telling what it does."""
