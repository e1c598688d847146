import type { SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { ensureVapidKeys, removeVapidKeys } from '#scripts/deploy/secrets/vapid-keys.ts';
import { vapidKeysOf } from '../../../functions/adapters/web-push/vapid.ts';

/** Parameters of Systems Manager in memory. */
const parameters = () => {
  const stored = new Map<string, { Type: string; Value: string }>();
  const send = async ({ input }: { input: Record<string, unknown> }) => {
    if ('Value' in input) {
      stored.set(String(input['Name']), input as { Type: string; Value: string });
      return {};
    }
    const names = input['Names'] as string[];
    if ('WithDecryption' in input) {
      return {
        Parameters: names.flatMap((Name) =>
          stored.has(Name) ? [{ Name, ...stored.get(Name) }] : [],
        ),
      };
    }
    for (const name of names) stored.delete(name);
    return {};
  };
  return { stored, client: { send } as unknown as Pick<SSMClient, 'send'> };
};
const [secret, open] = ['/parley/dev/push-private-key', '/parley/dev/push-public-key'];

it('makes a pair once: the private key encrypted, the public one of the same pair', async () => {
  const { stored, client } = parameters();

  await ensureVapidKeys('dev', client);
  const first = new Map(stored);
  await ensureVapidKeys('dev', client);

  expect(stored).toEqual(first);
  expect(stored.get(secret)?.Type).toBe('SecureString');
  expect(stored.get(open)).toMatchObject({
    Type: 'String',
    Value: vapidKeysOf(stored.get(secret)?.Value ?? '').publicKey,
  });
});

it('completes a pair whose making was interrupted, with the key that there is', async () => {
  const { stored, client } = parameters();
  await ensureVapidKeys('dev', client);
  const before = new Map(stored);
  stored.delete(open);

  await ensureVapidKeys('dev', client);

  expect(stored).toEqual(before);
});

it('removes both with the stage', async () => {
  const { stored, client } = parameters();
  await ensureVapidKeys('dev', client);

  await removeVapidKeys('dev', client);

  expect(stored.size).toBe(0);
});
