import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { Signer } from '#functions/adapters/local/disk/signer.ts';
import { AccessTokens } from '#functions/adapters/local/identity/access-tokens.ts';
import { rotateKeys } from '#functions/adapters/local/identity/rotate-keys.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { fakeClock } from '../../support/fakes.ts';

/** A server that has signed and verified a token, and an operator's process. */
const setup = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  const path = join(folder, 'parley.db');
  const [server, operator] = [new Database(path), new Database(path)];
  onTestFinished(() => {
    server.close();
    operator.close();
    rmSync(folder, { recursive: true });
  });
  const clock = fakeClock();
  const tokens = new AccessTokens(server, clock, { poolId: 'local', clientId: 'parley' });
  const sign = () =>
    tokens.sign({ userId: 'ada', subject: 's', familyId: 'f', authenticatedAt: clock.now() });
  const token = await sign();
  if (!(await tokens.verify(token))) throw new Error('a token that is not accepted');
  const kids = async () => (await tokens.jwks()).keys.map(({ kid }) => kid);
  return { server, operator, clock, tokens, sign, token, kids };
};

test('tokens of the former key are accepted until they expire, then the key is removed', async () => {
  const { operator, clock, tokens, sign, token, kids } = await setup();

  await rotateKeys(operator, clock.now(), false);

  expect(await tokens.verify(token)).toMatchObject({ username: 'ada' });
  expect(await kids()).toHaveLength(2);
  const next = await sign();
  expect(await tokens.verify(next)).toMatchObject({ username: 'ada' });
  clock.advance(limits.accessTokenSeconds * 1_000);
  expect(await kids()).toHaveLength(1);
  expect(await kids()).not.toContain('local');
});

test('with `now` they are invalid at once, also one that was verified before', async () => {
  const { operator, clock, tokens, sign, token, kids } = await setup();

  await rotateKeys(operator, clock.now(), true);

  expect(await tokens.verify(token)).toBeNull();
  expect(await kids()).toHaveLength(1);
  expect(await tokens.verify(await sign())).toMatchObject({ username: 'ada' });
});

test('two rotations in a row keep keys whose tokens have not expired', async () => {
  const { operator, clock, tokens, token, kids } = await setup();

  await rotateKeys(operator, clock.now(), false);
  clock.advance(60_000);
  await rotateKeys(operator, clock.now(), false);

  expect(await tokens.verify(token)).toMatchObject({ username: 'ada' });
  expect(await kids()).toHaveLength(3);
});

test('signatures for files from before a rotation are refused by a running server', async () => {
  const { server, operator, clock } = await setup();
  const signer = new Signer(server);
  const signature = await signer.sign('upload', 'text');

  await rotateKeys(operator, clock.now(), false);

  expect(await signer.isSigned('upload', 'text', signature)).toBe(false);
  expect(await signer.isSigned('upload', 'text', await signer.sign('upload', 'text'))).toBe(true);
});
