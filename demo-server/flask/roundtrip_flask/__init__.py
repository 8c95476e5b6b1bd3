"""Labs of Roundtrip on Flask-SocketIO: the counterpart of the Node host, with the same contract."""
