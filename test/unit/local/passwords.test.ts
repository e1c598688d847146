import { scryptSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { HashPool } from '#functions/adapters/local/identity/hash-pool.ts';
import { LocalIdentityProvider } from '#functions/adapters/local/identity/identity-provider.ts';
import { checkPassword, hashPassword } from '#functions/adapters/local/identity/passwords.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { aClient } from '../../support/builders.ts';
import { countedIds, fakeClock } from '../../support/fakes.ts';

/** A hash of version 0.1.0: scrypt of the NFC form. */
const formerHash = (password: string): string => {
  const cost = { N: 2 ** 10, r: 8, p: 1 };
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync(password.normalize('NFC'), salt, 32, cost);
  return [
    'scrypt',
    cost.N,
    cost.r,
    cost.p,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$');
};

/** The user `ann`, whose stored hash is `hash`. */
const setup = (hash: string) => {
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const pool = { poolId: 'local', clientId: 'parley' };
  const identities = new LocalIdentityProvider(db, fakeClock(), countedIds(), pool);
  db.run('INSERT INTO credentials VALUES (?, ?, ?, 0)', 'ann', 'subject', hash);
  const stored = () => String(db.get('SELECT password_hash FROM credentials')?.['password_hash']);
  return { identities, stored };
};

test('a hash is a PHC string of argon2id with a cost that OWASP recommends', async () => {
  const [first, second] = await Promise.all([
    hashPassword('Engine-1843'),
    hashPassword('Engine-1843'),
  ]);

  expect(first).toMatch(/^\$argon2id\$v=19\$m=12288,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(second).not.toBe(first);
  expect(await checkPassword('Engine-1843', first)).toBe('current');
  expect(await checkPassword('Engine-1844', first)).toBe('wrong');
});

test('a hash of the reference implementation matches, and is renewed', async () => {
  const reference =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

  expect(await checkPassword('password', reference)).toBe('outdated');
  expect(await checkPassword('passwore', reference)).toBe('wrong');
});

test('a hash of scrypt matches', async () => {
  expect(await checkPassword('Engine-1843', formerHash('Engine-1843'))).toBe('outdated');
  expect(await checkPassword('Engine-1844', formerHash('Engine-1843'))).toBe('wrong');
});

const salt = 'c29tZXNhbHQ';
const key = 'CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
const useless: ReadonlyMap<string, string> = new Map([
  ['memory of 4 GiB', `$argon2id$v=19$m=4194304,t=2,p=1$${salt}$${key}`],
  ['4,000,000 passes', `$argon2id$v=19$m=12288,t=4000000,p=1$${salt}$${key}`],
  ['16 passes over 64 MiB', `$argon2id$v=19$m=65536,t=16,p=1$${salt}$${key}`],
  ['16,777,215 lanes', `$argon2id$v=19$m=12288,t=3,p=16777215$${salt}$${key}`],
  ['no memory', `$argon2id$v=19$m=0,t=3,p=1$${salt}$${key}`],
  ['a salt of one byte', `$argon2id$v=19$m=12288,t=3,p=1$YQ$${key}`],
  ['a key of 75 kB', `$argon2id$v=19$m=12288,t=3,p=1$${salt}$${'A'.repeat(100_000)}`],
  ['argon2d', `$argon2d$v=19$m=12288,t=3,p=1$${salt}$${key}`],
  ['scrypt with 1 TiB', `scrypt$1073741824$8$1$${salt}$${key}`],
  ['scrypt with 100,000 lanes', `scrypt$32768$8$100000$${salt}$${key}`],
  ['scrypt with an odd N', `scrypt$3$8$1$${salt}$${key}`],
  ['scrypt without numbers', 'scrypt$x'],
  ['nothing in it', ''],
]);
test.each([...useless.keys()])('a stored hash with %s never matches', async (what) => {
  expect(await checkPassword('password', useless.get(what) ?? null)).toBe('wrong');
});

test.each([
  ['a no-break space', 'Pass\u00a0word 1', 'Pass word 1'],
  ['an ideographic space', 'Pass\u3000word 1', 'Pass word 1'],
  ['decomposed letters', 'Schlu\u0308ssel-1', 'Schl\u00fcssel-1'],
])('%s is the same password as its plain form', async (_, typed, plain) => {
  expect(await checkPassword(plain, await hashPassword(typed))).toBe('current');
  expect(await checkPassword(typed, await hashPassword(plain))).toBe('current');
});

test('a trailing space counts', async () => {
  expect(await checkPassword('Engine-1843 ', await hashPassword('Engine-1843'))).toBe('wrong');
});

test('a password that was stored with a no-break space matches, and from then on with a plain space', async () => {
  const { identities, stored } = setup(formerHash('Pass\u00a0word-1'));
  const before = stored();

  expect(await identities.signIn('ann', 'Pass word-1', aClient())).toBe('invalid_credentials');
  expect(await identities.signIn('ann', 'Pass\u00a0word-2', aClient())).toBe('invalid_credentials');
  expect(stored()).toBe(before);
  expect(await identities.signIn('ann', 'Pass\u00a0word-1', aClient())).toMatchObject({
    userId: 'ann',
  });
  expect(stored()).toMatch(/^\$argon2id\$/);
  expect(await identities.signIn('ann', 'Pass word-1', aClient())).toMatchObject({ userId: 'ann' });
});

test('concurrent sign-ins with an outdated hash all succeed, and the hash is renewed', async () => {
  const { identities, stored } = setup(formerHash('Engine-1843'));

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => identities.signIn('ann', 'Engine-1843', aClient())),
  );

  for (const answer of answers) expect(answer).toMatchObject({ userId: 'ann' });
  expect(stored()).toMatch(/^\$argon2id\$/);
});

test('file access and signatures do not wait for password hashing', async () => {
  const done: string[] = [];
  const hashes = Promise.all(Array.from({ length: 12 }, () => hashPassword('Engine-1843')));
  const all = hashes.then(() => done.push('hashes'));
  const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      await readFile(import.meta.filename);
      await crypto.subtle.sign('Ed25519', privateKey, Buffer.from('text'));
    }),
  );
  done.push('files and signatures');
  await all;

  expect(done).toEqual(['files and signatures', 'hashes']);
});

test('passwords above the length of the queue are refused, and the next one is accepted', async () => {
  const pool = new HashPool(3);
  const derivation = { algorithm: 'argon2id', m: 1_024, t: 1, p: 1 } as const;
  const request = { derivation, password: 'Engine-1843', salt: Buffer.alloc(16), keyBytes: 32 };

  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => pool.derive(request)));

  const refused = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThanOrEqual(12 - 3 - 2);
  for (const outcome of refused) {
    expect(outcome).toMatchObject({ reason: { name: 'BusyError' } });
  }
  expect(await pool.derive(request)).toHaveLength(32);
});
