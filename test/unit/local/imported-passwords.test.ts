import { expect, onTestFinished, test, vi } from 'vitest';
import { HashPool } from '#functions/adapters/local/identity/hash-pool.ts';
import { LocalIdentityProvider } from '#functions/adapters/local/identity/identity-provider.ts';
import { checkPassword, hashPassword } from '#functions/adapters/local/identity/passwords.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { aClient } from '#test/support/builders.ts';
import { countedIds, fakeClock } from '#test/support/fakes.ts';
import { bcryptHashes } from '#test/support/import/bcrypt-hashes.ts';

const hashOf = (what: string): string => bcryptHashes.get(what)?.hash ?? '';

/** Users by name with their stored hashes. */
const setup = (users: Readonly<Record<string, string>>) => {
  const db = new Database(':memory:');
  onTestFinished(() => db.close());
  const pool = { poolId: 'local', clientId: 'parley' };
  const identities = new LocalIdentityProvider(db, fakeClock(), countedIds(), pool);
  for (const [name, hash] of Object.entries(users)) {
    db.run('INSERT INTO credentials VALUES (?, ?, ?, 0)', name, `subject of ${name}`, hash);
  }
  const storedOf = (name: string) =>
    String(db.get('SELECT * FROM credentials WHERE user_id = ?', name)?.['password_hash']);
  const signIn = (name: string | null, password: string) =>
    identities.signIn(name, password, aClient());
  return { signIn, storedOf };
};

test.each([...bcryptHashes.keys()])(
  'a bcrypt hash with %s matches its password only',
  async (what) => {
    const { password = '', hash = '' } = bcryptHashes.get(what) ?? {};

    expect(await checkPassword(password, hash)).toBe('outdated');
    expect(await checkPassword(`y${password}`, hash)).toBe('wrong');
  },
);

test('bytes above 72 do not count in a bcrypt hash, the 72nd does', async () => {
  const hash = hashOf('112 bytes');
  const first = 'long password '.repeat(8).slice(0, 72);

  expect(await checkPassword(`${first}and another end`, hash)).toBe('outdated');
  expect(await checkPassword(`${first.slice(0, 71)}X`, hash)).toBe('wrong');
});

test.each([
  ['15 rounds', '$2b$15$SFtEtW/Zelz6eGPqReNU5ed3WhorqRXsooEzUr926kAzLMICKB3fi'],
  ['3 rounds', '$2b$03$SFtEtW/Zelz6eGPqReNU5ed3WhorqRXsooEzUr926kAzLMICKB3fi'],
  ['the broken form $2x', '$2x$04$SFtEtW/Zelz6eGPqReNU5ed3WhorqRXsooEzUr926kAzLMICKB3fi'],
  ['no end', '$2b$04$SFtEtW/Zelz6eGPqReNU5ed3WhorqRXsooEzUr926kAzLMICKB3'],
])('a bcrypt hash with %s never matches', async (_, hash) => {
  expect(await checkPassword('Engine-1843', hash)).toBe('wrong');
});

test('the first sign-in with an imported hash, however weak the password, replaces the hash', async () => {
  const { signIn, storedOf } = setup({ ann: hashOf('$2a') });

  expect(await signIn('ann', 'Secret')).toBe('invalid_credentials');
  expect(storedOf('ann')).toBe(hashOf('$2a'));
  expect(await signIn('ann', 'secret')).toMatchObject({ userId: 'ann' });
  expect(storedOf('ann')).toMatch(/^\$argon2id\$/);
  expect(await signIn('ann', 'secret')).toMatchObject({ userId: 'ann' });
  expect(await signIn('ann', 'Secret')).toBe('invalid_credentials');
});

test('a long password counts in full after its first sign-in', async () => {
  const { signIn } = setup({ ann: hashOf('112 bytes') });
  const password = 'long password '.repeat(8);

  expect(await signIn('ann', password)).toMatchObject({ userId: 'ann' });
  expect(await signIn('ann', `${password}more`)).toBe('invalid_credentials');
});

test('a refusal computes the same hashes for an unknown name, an imported user and any other', async () => {
  const renewed = await hashPassword('Engine-1843');
  const users = { ann: hashOf('$2a'), bob: hashOf('$2b'), eve: renewed, old: '$2y$05$' };
  const { signIn } = setup({ ...users, old: hashOf('$2a').replace('$2a$04', '$2a$05') });
  // The first refusal makes the decoy.
  await signIn(null, 'Wrong-Pass-1');
  const derive = vi.spyOn(HashPool.prototype, 'derive');
  onTestFinished(() => derive.mockRestore());
  const kindsFor = async (name: string | null): Promise<string[]> => {
    derive.mockClear();
    expect(await signIn(name, 'Wrong-Pass-1')).toBe('invalid_credentials');
    return derive.mock.calls.map(([{ derivation }]) => JSON.stringify(derivation)).sort();
  };

  const unknown = await kindsFor(null);

  expect(unknown).toHaveLength(3);
  for (const name of Object.keys(users)) expect(await kindsFor(name)).toEqual(unknown);
});
