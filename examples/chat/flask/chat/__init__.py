"""A chat on Flask-SocketIO: `mount_chat` makes any `SocketIO` one."""
