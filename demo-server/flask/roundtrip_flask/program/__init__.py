"""One run of one program, on a Socket.IO server of its own."""
