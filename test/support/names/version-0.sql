PRAGMA foreign_keys = OFF;
CREATE TABLE attachments (
  id              TEXT PRIMARY KEY,
  owner_id        TEXT NOT NULL REFERENCES users (id),
  filename        TEXT NOT NULL,
  mime            TEXT NOT NULL,
  size_bytes      INTEGER NOT NULL,
  width           INTEGER,
  height          INTEGER,
  state           TEXT NOT NULL CHECK (state IN ('pending', 'complete', 'sent')),
  conversation_id TEXT,
  seq             INTEGER,
  position        INTEGER,
  created_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  FOREIGN KEY (conversation_id, seq) REFERENCES messages (conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE blob_removals (
  key       TEXT PRIMARY KEY,
  attempts  INTEGER NOT NULL,
  due_at    INTEGER NOT NULL,
  failed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
  user_id    TEXT NOT NULL REFERENCES users (id),
  other_id   TEXT NOT NULL REFERENCES users (id),
  PRIMARY KEY (user_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE conversations (
  id                   TEXT PRIMARY KEY,
  member_a             TEXT NOT NULL REFERENCES users (id),
  member_b             TEXT NOT NULL REFERENCES users (id),
  ver                  INTEGER NOT NULL,
  seq                  INTEGER NOT NULL,
  last_seq             INTEGER,
  last_sender_id       TEXT,
  last_preview         TEXT,
  last_has_attachments INTEGER,
  last_deleted         INTEGER,
  last_created_at      INTEGER,
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL,
  UNIQUE (member_a, member_b)
) STRICT, WITHOUT ROWID;
CREATE TABLE counters (
  key     TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (key, ends_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE credentials (
  user_id       TEXT PRIMARY KEY,
  subject       TEXT NOT NULL,
  password_hash TEXT NOT NULL
, is_disabled INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE invites (
  hash       TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
  user_id         TEXT NOT NULL REFERENCES users (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  read_seq        INTEGER NOT NULL,
  unread          INTEGER NOT NULL,
  received        INTEGER NOT NULL,
  sent            INTEGER NOT NULL,
  activity_at     INTEGER NOT NULL,
  PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE messages (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq             INTEGER NOT NULL,
  rev             INTEGER NOT NULL,
  sender_id       TEXT NOT NULL,
  receiver_id     TEXT NOT NULL,
  content         TEXT,
  reply_to_id     TEXT,
  client_id       TEXT NOT NULL,
  read_at         INTEGER,
  edited_at       INTEGER,
  edits           INTEGER NOT NULL,
  deleted_at      INTEGER,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL, attachments INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE records (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq             INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('edit', 'delete', 'read')),
  message_seq     INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE refresh_tokens (
  hash      TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES token_families (id) ON DELETE CASCADE,
  spent_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE sent_guards (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  sender_id       TEXT NOT NULL,
  client_id       TEXT NOT NULL,
  seq             INTEGER NOT NULL,
  request_hash    TEXT NOT NULL,
  expires_at      INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, sender_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token_families (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES credentials (user_id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE user_grams (
  gram    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (gram, folded, user_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE users (
  id           TEXT PRIMARY KEY,
  username     TEXT NOT NULL,
  folded       TEXT NOT NULL UNIQUE,
  email        TEXT UNIQUE,
  is_active    INTEGER NOT NULL,
  is_finished  INTEGER NOT NULL,
  valid_after  INTEGER NOT NULL,
  online_until INTEGER NOT NULL,
  last_seen    INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
, presence_told_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_by_expiry ON attachments (expires_at) WHERE state != 'sent';
CREATE INDEX attachments_by_message ON attachments (conversation_id, seq, position)
  WHERE state = 'sent';
CREATE INDEX blob_removals_by_due ON blob_removals (due_at) WHERE failed_at IS NULL;
CREATE INDEX blocks_by_other ON blocks (other_id);
CREATE INDEX counters_by_end ON counters (ends_at);
CREATE INDEX members_by_activity ON members (user_id, activity_at DESC, conversation_id);
CREATE INDEX messages_received ON messages (receiver_id, created_at, conversation_id, seq)
  WHERE deleted_at IS NULL;
CREATE INDEX messages_sent ON messages (sender_id, created_at, conversation_id, seq)
  WHERE deleted_at IS NULL;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
CREATE INDEX sent_guards_by_expiry ON sent_guards (expires_at);
CREATE INDEX token_families_by_expiry ON token_families (expires_at);
CREATE INDEX token_families_by_user ON token_families (user_id);
CREATE INDEX user_grams_by_user ON user_grams (user_id);
INSERT INTO credentials VALUES ('0a4794dd-4feb-4e4d-9cdd-7e54a0b61741', '11c7f162-fcaa-48bf-a0f7-09f14b28f963', 'scrypt$32768$8$3$RJcupsFNBeoAWe5W-DSmPA$d-9v5A0tuHaMoPVSr-i4MowIZ3S4S-JB60hLsWR36Ww', 0);
INSERT INTO credentials VALUES ('26ec4f5b-926b-476c-93bf-d144f8f68b0d', '79603b54-7695-4254-b806-6bf389403649', 'scrypt$32768$8$3$qkzSKZJK97HlXw3K7PLzIg$JKPv8aLpVjWra3CpwFctQMW3Ad8nh2RAWCYkcplr_Co', 0);
INSERT INTO credentials VALUES ('370ac486-c5b7-4bb2-bf39-c312acee300a', 'f000e1da-d296-4d5d-909e-f4a5bb9f9bfe', 'scrypt$32768$8$3$goLp79JVyLCCk4VcXBX6HQ$sQgLt3ECKzR8hVgNrkMEOj0vB2x6dnjY8SR4GwP7pZs', 0);
INSERT INTO credentials VALUES ('660fac04-8ce5-4729-acd3-7b640f2d6a46', '0ab31e8e-99e6-49fe-ba91-c2f9a8c40ee8', 'scrypt$32768$8$3$1n9pkpo-VGD3xnrhtOrUEg$Qb0ZpNRdOA3Ua4UCjzbpIWzp_jFEIWqI_dSg78j4eg4', 0);
INSERT INTO credentials VALUES ('6dac0785-ea0e-4bbc-9a87-672002470939', '1139244d-8d08-40e0-98c1-22681c2dbf37', 'scrypt$32768$8$3$9eV60AEc_-GhGT0-v3P6AQ$y8zswlX1wV2D8aB12uhZXui5SwuxRuYFT6yIYWF6t20', 0);
INSERT INTO credentials VALUES ('6e7aaf42-34cb-46db-8a84-af576c39e710', '57274660-a92e-425c-8c8d-b1e5767fd38a', 'scrypt$32768$8$3$BeeBUa-eWTyh54R8zBuFWg$uiUVJNzit64ltYDUB8I0Kvj2X6Ex4fM5LBKO1eNmSi8', 0);
INSERT INTO credentials VALUES ('786edae7-eb14-4b14-9d1b-00774d0fee60', '4f2a6638-0d82-48cc-81bb-68a9a90bb123', 'scrypt$32768$8$3$ZfxAQTxSPp220GiQEgWz8g$TFY13z4XvxwcwYGqDdfm9EouhEwdgoibClIzY70KAoA', 0);
INSERT INTO credentials VALUES ('7c6cbcf3-0215-4196-a4c1-668028f9148f', 'acd0cc26-a9df-4e5b-8e30-1a110c500a64', 'scrypt$32768$8$3$PCXhXAM2sM0mmHs9XHQ8KQ$grsOm-kbcZuPAeKh73rsAgfotf25MMac4QMEzqJz0Fg', 0);
INSERT INTO credentials VALUES ('8226a605-d741-4746-94a7-4d1d7359f839', '7ee233c7-8ce4-42b1-bee7-f891055a8383', 'scrypt$32768$8$3$4WTQIxp5oYDOFOm4qkkD-w$sKrGhGC5ksNvQS51REnRCUxQlDfIcQSI5KKLv9JYNPg', 0);
INSERT INTO credentials VALUES ('8c272e09-10f8-45a9-bd5e-35c389d923f7', '9ad0d1f9-1f18-457b-a9e3-38e669e60699', 'scrypt$32768$8$3$FSJSgeEjHvidqmrlS5He1g$aFlRCvkyKcW33U4oUwxmRk5h5q0w6wY1y8eVtNpKOD8', 1);
INSERT INTO credentials VALUES ('9a3ad0d1-8896-491e-854f-2c51e5c8bffa', 'aaa042e2-494a-46b3-89c7-9ed5c9e20172', 'scrypt$32768$8$3$IPbbO9JLbl-E1GqnfTzkbg$cdoDmkYuQ9QglergFncs6IJohbElgjzcIRnU8Q1F2Jg', 0);
INSERT INTO credentials VALUES ('a2d72f0e-f313-4d16-a91b-9f7e48890087', '6655b09b-a8e3-4049-ad28-1f505b6d3110', 'scrypt$32768$8$3$RMfAvvFBwaCZZEFVzhVQWw$3ihKcgsZiArON4Hz4qTSuM2N3JMUd8prZp-n4E9teuY', 0);
INSERT INTO credentials VALUES ('f038e24a-a9d7-4a44-99d9-9faf3d409f86', '9f2d5c56-9203-43b6-aba2-0a325fe54c10', 'scrypt$32768$8$3$Q5nfrbHnLHLUZFTWD2tuPw$XpXTSB5QjHX4i-DbFAJAVtlkMuPl11Joyxgigzzv5FE', 0);
INSERT INTO credentials VALUES ('fe56ddbc-a2e8-4b3c-96cd-d029f60785fb', '77149b16-d667-47a4-9c4e-272ad67fa8a4', 'scrypt$32768$8$3$-4q9RahaXoJHP_5x31cxPA$muTl1mfexFrj6OXyBmGj8eQlLtXqXIXeGh47Pyjoc3c', 0);
INSERT INTO user_grams VALUES ('ape', 'ape', '26ec4f5b-926b-476c-93bf-d144f8f68b0d');
INSERT INTO user_grams VALUES ('ada', 'ada', '370ac486-c5b7-4bb2-bf39-c312acee300a');
INSERT INTO user_grams VALUES ('ass', 'strasse', '6dac0785-ea0e-4bbc-9a87-672002470939');
INSERT INTO user_grams VALUES ('ras', 'strasse', '6dac0785-ea0e-4bbc-9a87-672002470939');
INSERT INTO user_grams VALUES ('sse', 'strasse', '6dac0785-ea0e-4bbc-9a87-672002470939');
INSERT INTO user_grams VALUES ('str', 'strasse', '6dac0785-ea0e-4bbc-9a87-672002470939');
INSERT INTO user_grams VALUES ('tra', 'strasse', '6dac0785-ea0e-4bbc-9a87-672002470939');
INSERT INTO user_grams VALUES ('adm', 'admın', '6e7aaf42-34cb-46db-8a84-af576c39e710');
INSERT INTO user_grams VALUES ('dmı', 'admın', '6e7aaf42-34cb-46db-8a84-af576c39e710');
INSERT INTO user_grams VALUES ('mın', 'admın', '6e7aaf42-34cb-46db-8a84-af576c39e710');
INSERT INTO user_grams VALUES ('fin', 'fin', '786edae7-eb14-4b14-9d1b-00774d0fee60');
INSERT INTO user_grams VALUES ('аda', 'аda', '7c6cbcf3-0215-4196-a4c1-668028f9148f');
INSERT INTO user_grams VALUES ('аре', 'аре', '8226a605-d741-4746-94a7-4d1d7359f839');
INSERT INTO user_grams VALUES ('ꭰꭰꭰ', 'ꭰꭰꭰ', '9a3ad0d1-8896-491e-854f-2c51e5c8bffa');
INSERT INTO user_grams VALUES ('anb', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('bul', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('i̇s', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('nbu', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('sta', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('tan', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('̇st', 'i̇stanbul', 'a2d72f0e-f313-4d16-a91b-9f7e48890087');
INSERT INTO user_grams VALUES ('ίσυ', 'σίσυφος', 'f038e24a-a9d7-4a44-99d9-9faf3d409f86');
INSERT INTO user_grams VALUES ('σίσ', 'σίσυφος', 'f038e24a-a9d7-4a44-99d9-9faf3d409f86');
INSERT INTO user_grams VALUES ('συφ', 'σίσυφος', 'f038e24a-a9d7-4a44-99d9-9faf3d409f86');
INSERT INTO user_grams VALUES ('υφο', 'σίσυφος', 'f038e24a-a9d7-4a44-99d9-9faf3d409f86');
INSERT INTO user_grams VALUES ('φος', 'σίσυφος', 'f038e24a-a9d7-4a44-99d9-9faf3d409f86');
INSERT INTO user_grams VALUES ('aße', 'straße', 'fe56ddbc-a2e8-4b3c-96cd-d029f60785fb');
INSERT INTO user_grams VALUES ('raß', 'straße', 'fe56ddbc-a2e8-4b3c-96cd-d029f60785fb');
INSERT INTO user_grams VALUES ('str', 'straße', 'fe56ddbc-a2e8-4b3c-96cd-d029f60785fb');
INSERT INTO user_grams VALUES ('tra', 'straße', 'fe56ddbc-a2e8-4b3c-96cd-d029f60785fb');
INSERT INTO users VALUES ('0a4794dd-4feb-4e4d-9cdd-7e54a0b61741', 'ßa', 'ßa', NULL, 1, 1, 0, 0, NULL, 1795908509204, 1795908509204, 0);
INSERT INTO users VALUES ('26ec4f5b-926b-476c-93bf-d144f8f68b0d', 'ape', 'ape', NULL, 1, 1, 0, 0, NULL, 1795908481730, 1795908481730, 0);
INSERT INTO users VALUES ('370ac486-c5b7-4bb2-bf39-c312acee300a', 'ada', 'ada', NULL, 1, 1, 0, 0, NULL, 1795908478121, 1795908478121, 0);
INSERT INTO users VALUES ('660fac04-8ce5-4729-acd3-7b640f2d6a46', '́̂', '́̂', NULL, 1, 1, 0, 0, NULL, 1795908519720, 1795908519720, 0);
INSERT INTO users VALUES ('6dac0785-ea0e-4bbc-9a87-672002470939', 'strasse', 'strasse', NULL, 1, 1, 0, 0, NULL, 1795908497031, 1795908497031, 0);
INSERT INTO users VALUES ('6e7aaf42-34cb-46db-8a84-af576c39e710', 'admın', 'admın', NULL, 1, 1, 0, 0, NULL, 1795908525788, 1795908525788, 0);
INSERT INTO users VALUES ('786edae7-eb14-4b14-9d1b-00774d0fee60', 'ﬁn', 'fin', NULL, 1, 1, 0, 0, NULL, 1795908505162, 1795908505162, 0);
INSERT INTO users VALUES ('7c6cbcf3-0215-4196-a4c1-668028f9148f', 'аda', 'аda', NULL, 1, 1, 0, 0, NULL, 1795908516021, 1795908516021, 0);
INSERT INTO users VALUES ('8226a605-d741-4746-94a7-4d1d7359f839', 'аре', 'аре', NULL, 1, 1, 0, 0, NULL, 1795908488452, 1795908488452, 0);
INSERT INTO users VALUES ('8c272e09-10f8-45a9-bd5e-35c389d923f7', 'gone', 'gone', NULL, 0, 1, 1795908531000, 0, NULL, 1795908528322, 1795908530732, 0);
INSERT INTO users VALUES ('9a3ad0d1-8896-491e-854f-2c51e5c8bffa', 'ꭰꭰꭰ', 'ꭰꭰꭰ', NULL, 1, 1, 0, 0, NULL, 1795908523354, 1795908523354, 0);
INSERT INTO users VALUES ('a2d72f0e-f313-4d16-a91b-9f7e48890087', 'i̇stanbul', 'i̇stanbul', NULL, 1, 1, 0, 0, NULL, 1795908501748, 1795908501748, 0);
INSERT INTO users VALUES ('f038e24a-a9d7-4a44-99d9-9faf3d409f86', 'σίσυφος', 'σίσυφος', NULL, 1, 1, 0, 0, NULL, 1795908512517, 1795908512517, 0);
INSERT INTO users VALUES ('fe56ddbc-a2e8-4b3c-96cd-d029f60785fb', 'straße', 'straße', NULL, 1, 1, 0, 0, NULL, 1795908493482, 1795908493482, 0);
PRAGMA user_version = 4;
