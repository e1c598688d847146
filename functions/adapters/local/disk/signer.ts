import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../sqlite/database.ts';

const setting = 'file_key';

/** Signs texts with the install's own key, made on first use and kept in the data file. */
export class Signer {
  readonly #db: Database;
  #key: Promise<string> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  #loadKey(): Promise<string> {
    this.#key ??= this.#db.write(() => {
      const row = this.#db.get('SELECT value FROM settings WHERE name = ?', setting);
      if (row) return row['value'] as string;
      const key = randomBytes(32).toString('hex');
      this.#db.run('INSERT INTO settings VALUES (?, ?)', setting, key);
      return key;
    });
    return this.#key;
  }

  async sign(text: string): Promise<string> {
    return createHmac('sha256', await this.#loadKey())
      .update(text)
      .digest('base64url');
  }

  async isSigned(text: string, signature: string): Promise<boolean> {
    const expected = Buffer.from(await this.sign(text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
