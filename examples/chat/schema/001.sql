CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  -- SHA-256 of the secret token, so that the file gives nobody's away.
  token TEXT NOT NULL,
  name TEXT NOT NULL
);

CREATE TABLE rooms (
  name TEXT PRIMARY KEY NOT NULL,
  founder TEXT NOT NULL REFERENCES users,
  -- The newest place in the room's order. A message takes one, and so does its removal.
  seq INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE members (
  room TEXT NOT NULL REFERENCES rooms,
  user TEXT NOT NULL REFERENCES users,
  -- Read up to this place.
  read INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room, user)
) WITHOUT ROWID;

CREATE INDEX members_by_user ON members (user);

CREATE TABLE messages (
  -- Made by the client: the same message sent again is found by it.
  id TEXT PRIMARY KEY NOT NULL,
  room TEXT NOT NULL REFERENCES rooms,
  seq INTEGER NOT NULL,
  -- The place at which it last changed: seq, until it is removed.
  changed INTEGER NOT NULL,
  user TEXT NOT NULL REFERENCES users,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX messages_in_order ON messages (room, seq);
CREATE UNIQUE INDEX messages_by_change ON messages (room, changed);
