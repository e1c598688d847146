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
INSERT INTO attachments VALUES ('ce9044ef-cf67-4e7f-a5cb-7e17f9b939c7', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'note.txt', 'text/plain', 6, NULL, NULL, 'sent', '9832a6d8-d4cf-4dd3-a265-36de40808f8f', 7, 0, 1795921878972, 1796008278972);
INSERT INTO blocks VALUES ('d24b27ac-4d34-46e1-91d8-788c01594966', 'd828e4d0-ff5a-4436-9659-2044d99a7c30');
INSERT INTO conversations VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'd24b27ac-4d34-46e1-91d8-788c01594966', 9, 7, 7, '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'My notes', 1, 0, 1795921879106, 1795921878828, 1795921879123);
INSERT INTO counters VALUES ('login#ada.l#127.0.0.1', 1795922100000, 0);
INSERT INTO counters VALUES ('login-address#127.0.0.1', 1795922100000, 0);
INSERT INTO counters VALUES ('login-name#ada.l', 1795922100000, 0);
INSERT INTO counters VALUES ('register#127.0.0.1', 1795924800000, 3);
INSERT INTO counters VALUES ('uploads#37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 1795996800000, 1);
INSERT INTO credentials VALUES ('37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'eba2816c-0aa4-46b0-94d0-803e9c3e603a', 'scrypt$32768$8$3$Yr5TDmagQFANB67SAmiXew$syv-cqvTq6kDPIzbBbgODP8IXI7U5ZbyZfQ8r0ypei4', 0);
INSERT INTO credentials VALUES ('d24b27ac-4d34-46e1-91d8-788c01594966', '5e68b062-a7e3-4d2b-aeac-927b5d5e69f0', 'scrypt$32768$8$3$yGn734ZGztzBE0pAiEj0wA$C_6IOLw-9uDu1vb4eYMwunffkcUj5UU1Lf9H4rOPSd0', 0);
INSERT INTO credentials VALUES ('d828e4d0-ff5a-4436-9659-2044d99a7c30', '41396363-18ab-46e5-ad23-c87ecefc3ef2', 'scrypt$32768$8$3$kU8LauZVxTyCnnwErTI8ow$H53c9R2Be04vq7mbYTY5JZhzbpFBggIQCUUu533occ8', 0);
INSERT INTO members VALUES ('37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', '9832a6d8-d4cf-4dd3-a265-36de40808f8f', 0, 1, 1, 3, 1795921879106);
INSERT INTO members VALUES ('d24b27ac-4d34-46e1-91d8-788c01594966', '9832a6d8-d4cf-4dd3-a265-36de40808f8f', 2, 2, 3, 1, 1795921879106);
INSERT INTO messages VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 1, 1, '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'd24b27ac-4d34-46e1-91d8-788c01594966', 'Hello, Bob
this is Ada', NULL, 'af9e57fd-d40d-48eb-8cba-eb2a3603c88a', NULL, NULL, 0, NULL, 1795921878844, 1795921878844, 0);
INSERT INTO messages VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 2, 2, 'd24b27ac-4d34-46e1-91d8-788c01594966', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'A reply', '4dByrKFbf8zJKYGjzu7pmx1', 'c3dc374f-162c-4ea3-9af9-4644edcd9ed9', NULL, NULL, 0, NULL, 1795921878875, 1795921878875, 0);
INSERT INTO messages VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 3, 4, '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'd24b27ac-4d34-46e1-91d8-788c01594966', 'A typo 🎈', NULL, 'b0aafe37-9486-4618-9f7f-2ab72e478ec4', NULL, 1795921878889, 1, NULL, 1795921878882, 1795921878889, 0);
INSERT INTO messages VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 5, 6, '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'd24b27ac-4d34-46e1-91d8-788c01594966', NULL, NULL, '3b3c6f0a-2728-467e-92f0-2be7118b67dd', NULL, NULL, 0, 1795921878954, 1795921878898, 1795921878954, 0);
INSERT INTO messages VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 7, 7, '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'd24b27ac-4d34-46e1-91d8-788c01594966', 'My notes', NULL, '6e104f98-ffba-4b4a-bd77-5002a00d51c0', NULL, NULL, 0, NULL, 1795921879106, 1795921879106, 1);
INSERT INTO records VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 4, 'edit', 3);
INSERT INTO records VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 6, 'delete', 5);
INSERT INTO refresh_tokens VALUES ('Ir9iJe31EfL2n2S8qNAhNZ7m94s245KhCoaeshcfZ5k', '903c6626-181d-45e9-8d2d-4fcfa567a010', NULL);
INSERT INTO refresh_tokens VALUES ('QO53xd1MZCGjNpBEv-xsGm7p0Y6vA9L3hUA9Uqy2uF4', 'ede0393e-2006-4056-b19d-c6604f55b866', NULL);
INSERT INTO refresh_tokens VALUES ('UpmgACK_mzL9srpItgJ6xExZ4sGf_faJKVMSULzb-HM', '20ecc7d8-86c5-4cc9-a2d5-7034f2736d00', NULL);
INSERT INTO refresh_tokens VALUES ('bW4UZcFfIqoQgjWofzzC9D8QHSSeIVf-uTHZXucXZwQ', '903c6626-181d-45e9-8d2d-4fcfa567a010', 1795921880718);
INSERT INTO refresh_tokens VALUES ('dABlJv-pf1UKRgUFcIiyUb-c8JvK4P552l71zEIvLyY', 'f2267d6d-14a0-4235-abd5-d4af3e2befd6', NULL);
INSERT INTO refresh_tokens VALUES ('wB1mIpH_Vg6GfRLBtH-WxeS6Nbc3-ve6JkGkLOlAsas', '50362626-f357-41bb-a665-6c7ee5e40ce3', NULL);
INSERT INTO sent_guards VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', '3b3c6f0a-2728-467e-92f0-2be7118b67dd', 5, 'aW_aR4IGBk9EQn-ThcuaCLH4pOmr7V8FVhricjvcaZg', 1798513878898);
INSERT INTO sent_guards VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', '6e104f98-ffba-4b4a-bd77-5002a00d51c0', 7, 'IfUOkaVmAVG7Jno5dFr48DSf7MvNOUOA952pcz0pQYE', 1798513879106);
INSERT INTO sent_guards VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'af9e57fd-d40d-48eb-8cba-eb2a3603c88a', 1, 'THoI_u_T0wuSDfQHxMLAk4ECyFYyxngIL6uwZmWwh9w', 1798513878844);
INSERT INTO sent_guards VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'b0aafe37-9486-4618-9f7f-2ab72e478ec4', 3, 'lgNqArGQHRq7Xif48zo7XPDpueUPOAIwmqqco2vs1G8', 1798513878882);
INSERT INTO sent_guards VALUES ('9832a6d8-d4cf-4dd3-a265-36de40808f8f', 'd24b27ac-4d34-46e1-91d8-788c01594966', 'c3dc374f-162c-4ea3-9af9-4644edcd9ed9', 2, 'R91n1eRymGy_Pws8UjgAQrTkvTbOSh0u6YFNBRh3Zz8', 1798513878875);
INSERT INTO settings VALUES ('file_key', 'cc329ccde1773122deca6f5656a2de1fd5c825eb5f764bb23fb8c5cd75b2dd32');
INSERT INTO token_families VALUES ('20ecc7d8-86c5-4cc9-a2d5-7034f2736d00', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 1795921875769, 1798513875769, NULL);
INSERT INTO token_families VALUES ('50362626-f357-41bb-a665-6c7ee5e40ce3', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 1795921880690, 1798513880690, 1795921880707);
INSERT INTO token_families VALUES ('903c6626-181d-45e9-8d2d-4fcfa567a010', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 1795921880016, 1798513880016, NULL);
INSERT INTO token_families VALUES ('ede0393e-2006-4056-b19d-c6604f55b866', 'd828e4d0-ff5a-4436-9659-2044d99a7c30', 1795921878802, 1798513878802, NULL);
INSERT INTO token_families VALUES ('f2267d6d-14a0-4235-abd5-d4af3e2befd6', 'd24b27ac-4d34-46e1-91d8-788c01594966', 1795921876992, 1798513876992, NULL);
INSERT INTO user_grams VALUES ('a.l', 'ada.l', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4');
INSERT INTO user_grams VALUES ('ada', 'ada.l', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4');
INSERT INTO user_grams VALUES ('da.', 'ada.l', '37f79d3c-a3f7-4d40-8e42-bd54142b6ba4');
INSERT INTO user_grams VALUES ('aße', 'straße', 'd24b27ac-4d34-46e1-91d8-788c01594966');
INSERT INTO user_grams VALUES ('raß', 'straße', 'd24b27ac-4d34-46e1-91d8-788c01594966');
INSERT INTO user_grams VALUES ('str', 'straße', 'd24b27ac-4d34-46e1-91d8-788c01594966');
INSERT INTO user_grams VALUES ('tra', 'straße', 'd24b27ac-4d34-46e1-91d8-788c01594966');
INSERT INTO user_grams VALUES ('eve', 'eve', 'd828e4d0-ff5a-4436-9659-2044d99a7c30');
INSERT INTO users VALUES ('37f79d3c-a3f7-4d40-8e42-bd54142b6ba4', 'ada.l', 'ada.l', NULL, 1, 1, 0, 0, NULL, 1795921874478, 1795921874478, 0);
INSERT INTO users VALUES ('d24b27ac-4d34-46e1-91d8-788c01594966', 'straße', 'straße', NULL, 1, 1, 0, 0, NULL, 1795921875819, 1795921875819, 0);
INSERT INTO users VALUES ('d828e4d0-ff5a-4436-9659-2044d99a7c30', 'eve', 'eve', NULL, 1, 1, 0, 0, NULL, 1795921877020, 1795921877020, 0);
PRAGMA user_version = 4;
