import { newVapidPem, type VapidKeys, vapidKeysOf } from '../web-push/vapid.ts';
import type { Database } from './sqlite/database.ts';

const setting = 'vapid_key';

/** The install's key pair for push services, created on first use and stored in the data file. */
export const localVapidKeys = async (db: Database): Promise<VapidKeys> => {
  const stored = (): string | undefined =>
    db.get('SELECT value FROM settings WHERE name = ?', setting)?.['value'] as string | undefined;
  const create = (): string => {
    const pem = newVapidPem();
    db.run('INSERT INTO settings (name, value) VALUES (?, ?)', setting, pem);
    return pem;
  };
  return vapidKeysOf(stored() ?? (await db.write(() => stored() ?? create())));
};
