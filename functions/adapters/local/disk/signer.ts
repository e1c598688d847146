import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '../sqlite/database.ts';

export const fileKeySetting = 'file_key';

/** A signature for one purpose is invalid for another. */
type Purpose = 'upload' | 'download';

/** Signs texts with the install's key, created on first use and stored in the data file. */
export class Signer {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  #stored(): string | undefined {
    const row = this.#db.get('SELECT value FROM settings WHERE name = ?', fileKeySetting);
    return row?.['value'] as string | undefined;
  }

  /** Read on each use, since another process may have rotated it. */
  async #key(): Promise<string> {
    return this.#stored() ?? this.#db.write(() => this.#stored() ?? this.#add());
  }

  #add(): string {
    const key = randomBytes(32).toString('hex');
    this.#db.run('INSERT INTO settings (name, value) VALUES (?, ?)', fileKeySetting, key);
    return key;
  }

  async sign(purpose: Purpose, text: string): Promise<string> {
    return createHmac('sha256', await this.#key())
      .update(`${purpose}\n${text}`)
      .digest('base64url');
  }

  async isSigned(purpose: Purpose, text: string, signature: string): Promise<boolean> {
    const expected = Buffer.from(await this.sign(purpose, text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
