-- When somebody was in the room last, or wrote there: milliseconds since 1970.
ALTER TABLE rooms ADD COLUMN used INTEGER NOT NULL DEFAULT 0;

UPDATE rooms SET used = CAST(strftime('%s', 'now') AS INTEGER) * 1000;
