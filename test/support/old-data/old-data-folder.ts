import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import answers from './answers.json' with { type: 'json' };

export const oldAnswers = answers;

/** Moves the file's times close to now: sessions last 30 days. */
const makeRecent = (db: DatabaseSync): void => {
  const { started } = db.prepare('SELECT max(started_at) AS started FROM token_families').get() as {
    started: number;
  };
  const age = Date.now() - started - 60_000;
  db.exec(`
    UPDATE token_families SET started_at = started_at + ${age}, expires_at = expires_at + ${age},
      revoked_at = revoked_at + ${age};
    UPDATE refresh_tokens SET spent_at = spent_at + ${age};`);
};

/** Writes the data folder of version 0.1.0 with a new signing key, in PEM, which it returns. */
export const writeOldData = (folder: string): string => {
  const db = new DatabaseSync(join(folder, 'parley.db'));
  db.exec(readFileSync(join(import.meta.dirname, 'data-file.sql'), 'utf8'));
  makeRecent(db);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  db.prepare("INSERT INTO settings VALUES ('signing_key', ?)").run(key);
  db.close();
  for (const [name, text] of Object.entries(answers.files)) {
    const path = join(folder, 'files', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return key;
};
