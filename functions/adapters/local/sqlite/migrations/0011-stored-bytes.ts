export const storedBytes = `
-- What the attachments of a user take. Triggers keep it in the transaction that stores or removes one.
CREATE TABLE stored_bytes (
  user_id TEXT PRIMARY KEY,
  used    INTEGER NOT NULL CHECK (used >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO stored_bytes SELECT owner_id, sum(size_bytes) FROM attachments GROUP BY owner_id;
CREATE TRIGGER attachments_take_space AFTER INSERT ON attachments BEGIN
  INSERT INTO stored_bytes VALUES (NEW.owner_id, NEW.size_bytes)
    ON CONFLICT (user_id) DO UPDATE SET used = used + excluded.used;
END;
CREATE TRIGGER attachments_give_space_back AFTER DELETE ON attachments BEGIN
  UPDATE stored_bytes SET used = used - OLD.size_bytes WHERE user_id = OLD.owner_id;
END;
`;
