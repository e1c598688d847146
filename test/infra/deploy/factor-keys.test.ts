import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { openFactor, sealFactor } from '#functions/adapters/factor-ring.ts';
import {
  ensureFactorKeys,
  readFactorRing,
  removeFactorKeys,
} from '#scripts/deploy/secrets/factor-keys.ts';

const parameters = () => {
  const stored = new Map<string, string>();
  const send = async (command: unknown) => {
    if (command instanceof PutParameterCommand) {
      stored.set(String(command.input.Name), String(command.input.Value));
    }
    if (command instanceof DeleteParametersCommand) {
      for (const name of command.input.Names ?? []) stored.delete(name);
    }
    if (!(command instanceof GetParametersCommand)) return {};
    const names = (command.input.Names ?? []).filter((name) => stored.has(name));
    return { Parameters: names.map((Name) => ({ Name, Value: stored.get(Name) })) };
  };
  return { stored, client: { send } as unknown as Pick<SSMClient, 'send'> };
};
const name = '/parley/dev/factor-keys';
const secret = Buffer.from('a secret of 20 bytes');

it('makes a key once, and removes it with the stage', async () => {
  const { stored, client } = parameters();
  await expect(readFactorRing('dev', client)).rejects.toThrow('deploy it first');

  await ensureFactorKeys('dev', client);
  const sealed = sealFactor(await readFactorRing('dev', client), 'ann', secret);
  await ensureFactorKeys('dev', client);

  expect(openFactor(await readFactorRing('dev', client), 'ann', sealed)).toEqual(secret);
  await removeFactorKeys('dev', client);
  expect(stored.size).toBe(0);
});

it('encrypts with the first of several keys, and decrypts with each', async () => {
  const { stored, client } = parameters();
  await ensureFactorKeys('dev', client);
  const former = stored.get(name) ?? '';
  const old = sealFactor(await readFactorRing('dev', client), 'ann', secret);
  stored.delete(name);
  await ensureFactorKeys('dev', client);
  const added = stored.get(name) ?? '';
  stored.set(name, `${added} ${former}`);

  const ring = await readFactorRing('dev', client);

  expect(openFactor(ring, 'ann', old)).toEqual(secret);
  expect(sealFactor(ring, 'ann', secret).split('.')[0]).toBe(added.split('.')[0]);
});
