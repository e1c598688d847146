import { expect, it } from 'vitest';
import type { Call } from '#client';
import { createClient, createMemoryCache, nodePlatform } from '#client';
import { ME } from './support/builders.ts';

const setUp = () => {
  const asked: string[] = [];
  const call = ((key: string) => {
    asked.push(key);
    return new Promise(() => undefined);
  }) as unknown as Call;
  const cache = createMemoryCache(call);
  return {
    asked,
    client: createClient(nodePlatform('http://localhost'), { userId: ME, call, cache }),
  };
};
const ticket = 'POST /api/realtime/ticket';
const soon = () => new Promise((resolve) => setImmediate(resolve));

it('a client with `connectAfter` connects once that promise has settled', async () => {
  const { asked, client } = setUp();
  let settle: (error: Error) => void = () => undefined;
  const first = new Promise((_, reject) => {
    settle = reject;
  });

  client.start({ connectAfter: first });
  await soon();
  expect(asked).not.toContain(ticket);

  settle(new Error('no first view'));
  await expect.poll(() => asked).toContain(ticket);
  client.stop({ isForgotten: true });
});

it('a client that was stopped meanwhile does not connect', async () => {
  const { asked, client } = setUp();
  const first = Promise.resolve();

  client.start({ connectAfter: first });
  client.stop({ isForgotten: true });
  await soon();

  expect(asked).not.toContain(ticket);
});
