import { expect, onTestFinished, test } from 'vitest';
import { newFactor } from '#core/domain/factor/factor.ts';
import { sqliteFactorKeys } from '#functions/adapters/local/factors/factor-keys.ts';
import { sqliteFactorStore } from '#functions/adapters/local/factors/factor-store.ts';
import { endEverything, rotateKeys } from '#functions/adapters/local/identity/rotate-keys.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';

const secret = Buffer.from('a secret of 20 bytes');

const setup = async () => {
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const keys = sqliteFactorKeys(db);
  const factors = sqliteFactorStore(db);
  const next = newFactor(await keys.seal('ann', secret), 1);
  await factors.change('ann', () => ({ result: null, next }));
  const sealedNow = async () => (await factors.get('ann'))?.sealed ?? '';
  return { db, keys, sealedNow };
};

test('a rotation encrypts every secret with another key', async () => {
  const { db, keys, sealedNow } = await setup();
  const before = await sealedNow();

  await rotateKeys(db, Date.now(), false);

  const after = await sealedNow();
  expect(after).not.toBe(before);
  expect(keys.open('ann', after)).toEqual(secret);
  expect(keys.open('ann', before)).toBeNull();
});

test('a restored backup, which ends all sessions, keeps second factors', async () => {
  const { db, keys, sealedNow } = await setup();

  await endEverything(db, Date.now());

  expect(keys.open('ann', await sealedNow())).toEqual(secret);
});
