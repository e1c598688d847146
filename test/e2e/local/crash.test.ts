import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeClient, type TestUser } from '../../support/client.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const senders = 16;

interface Acknowledged {
  readonly id: string;
  readonly clientId: string;
  readonly conversationId: string;
}

/** Sends until the server dies; returns acknowledged and unacknowledged messages. */
const sendUntilDeath = async (
  url: string,
  from: TestUser,
  to: TestUser,
  onAcknowledged: () => void,
) => {
  const client = makeClient(url);
  const acknowledged: Acknowledged[] = [];
  for (;;) {
    const client_id = randomUUID();
    try {
      const { status, body } = await client.send(from, to, `from ${from.username}`, { client_id });
      if (status !== 201) throw new Error(`a send answered ${status}`);
      acknowledged.push({ id: body.id, clientId: client_id, conversationId: body.conversation_id });
      onAcknowledged();
    } catch (error) {
      if (error instanceof TypeError) return { from, to, acknowledged, pending: client_id };
      throw error;
    }
  }
};

test('kill -9 under 16 concurrent senders loses nothing and doubles nothing', async () => {
  // Prepare: 16 senders and one receiver.
  const data = newDataFolder();
  const first = await startParley(['--data', data.path, '--api-only']);
  const before = makeClient(first.url);
  const hub = await before.register();
  const people = await Promise.all(Array.from({ length: senders }, () => before.register()));

  // Act: kill during the sends, restart, and let every sender repeat its unacknowledged send.
  const counts = people.map(() => 0);
  const sending = people.map((person, index) =>
    sendUntilDeath(first.url, person, hub, () => {
      counts[index] = (counts[index] ?? 0) + 1;
    }),
  );
  // Waits until all of them are sending.
  await expect.poll(() => Math.min(...counts), { interval: 10 }).toBeGreaterThanOrEqual(5);
  await first.kill();
  const runs = await Promise.all(sending);
  const second = await startParley(['--data', data.path, '--api-only']);
  const after = makeClient(second.url);
  for (const { from, to, pending } of runs) {
    const repeated = await after.send(from, to, `from ${from.username}`, { client_id: pending });
    expect([200, 201]).toContain(repeated.status);
  }

  // Assert: each log has every acknowledged message once, without gaps, and the counts agree.
  const total = runs.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  expect(total).toBeGreaterThan(senders);
  for (const { from, acknowledged } of runs) {
    const id = acknowledged[0]?.conversationId ?? '';
    const stored: { id: string; seq: number; client_id: string }[] = [];
    for (let last = -1; last !== stored.length; ) {
      last = stored.length;
      const path = `/conversations/${id}/log?limit=100&after=${stored.at(-1)?.seq ?? 0}`;
      const { body } = await after.call('GET', path, { token: from.token });
      stored.push(...body.entries.map(({ message }: { message: unknown }) => message));
    }
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
    expect(stored).toHaveLength(acknowledged.length + 1);
    expect(new Set(stored.map(({ client_id }) => client_id)).size).toBe(stored.length);
    const ids = new Set(stored.map((message) => message.id));
    expect(acknowledged.every((message) => ids.has(message.id))).toBe(true);
    const { body } = await after.call('GET', `/conversations/${id}`, { token: hub.token });
    expect(body).toMatchObject({ unread_count: stored.length, last_seq: stored.length });
  }
  expect(await second.stop()).toBe(0);
  data.remove();
});
