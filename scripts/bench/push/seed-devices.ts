import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { clock, closeDatabase, openDatabase } from '#functions/adapters/local/index.ts';
import { sqliteWebPushSubscriptionStore } from '#functions/adapters/local/sqlite/web-push-subscription-store.ts';
import { readConfig, setBackendEnv } from '#local/config.ts';
import type { Person } from '../people.ts';

/** Subscribes a device of each person in a data file, while no server uses it. */
export const seedDevices = async (
  folder: string,
  people: readonly Person[],
  origin: string,
): Promise<void> => {
  const env = setBackendEnv(folder, readConfig([]));
  const store = sqliteWebPushSubscriptionStore(openDatabase(env), clock);
  const keys = createECDH('prime256v1');
  const now = clock.now();
  await Promise.all(
    people.map(({ id }) =>
      store.put({
        userId: id,
        sessionId: randomUUID(),
        endpoint: `${origin}/push/${randomUUID()}`,
        p256dh: keys.generateKeys('base64url', 'uncompressed'),
        auth: randomBytes(16).toString('base64url'),
        origin: 'https://chat.example',
        preview: 'text',
        language: 'en',
        sound: true,
        quietHours: null,
        storedAt: now,
        expiresAt: now + 30 * 86_400_000,
      }),
    ),
  );
  closeDatabase(env);
};
