import { expect, test } from 'vitest';
import type { Conversation } from '#contracts/http/conversations.ts';
import { countedIds } from '../support/fakes.ts';
import { createDevice } from './support/device.ts';
import { createNetwork, fairWeather } from './support/network.ts';
import { createChance } from './support/random.ts';
import { createScheduler } from './support/scheduler.ts';

const SECOND = 1_000;
/** The server's silence, the client's jitter, and the round trip. */
const SOON = 13 * SECOND;

/** Ada observes Bob, with the real client and the real use cases; none of her pings falls into the test. */
const setup = async () => {
  const chance = createChance(1);
  const scheduler = createScheduler();
  const network = await createNetwork(scheduler, chance, fairWeather);
  const [ada, bob] = [await network.server.register('ada'), await network.server.register('bob')];
  const { api } = network.server.process();
  const opened = await api(ada, 'POST /api/conversations', { body: { peer_id: bob } });
  const { id } = opened as Conversation;
  const newId = countedIds(1).uuid;
  // Presence is visible only between users who have both written.
  for (const userId of [ada, bob]) {
    const body = { content: 'Hello', client_id: newId() };
    await api(userId, 'POST /api/conversations/{id}/messages', { params: { id }, body });
  }
  const shared = { scheduler, network, chance, newId, sabotage: null, witness: null };
  const [adas, bobs] = [ada, bob].map((userId, number) =>
    createDevice({ ...shared, number, userId }),
  );
  if (!adas || !bobs) throw new Error('two devices');
  const watching = adas.open();
  await scheduler.runFor(2 * SECOND);
  return {
    scheduler,
    bobs,
    shown: () => watching.cache.conversation(id)?.peer.online,
    end: () => {
      for (const device of [adas, bobs]) device.dispose();
      network.server.close();
    },
  };
};

test('a user who comes and goes during the server’s silence is soon shown as offline', async () => {
  const { scheduler, bobs, shown, end } = await setup();
  const { realtime } = bobs.open();
  await scheduler.runFor(SECOND);
  expect(shown()).toBe(true);
  realtime.stop();
  await scheduler.runFor(SECOND);
  expect(shown()).toBe(true);

  await scheduler.runFor(SOON);

  expect(shown()).toBe(false);
  end();
});

test('a user who goes and comes back during the server’s silence is soon shown as online', async () => {
  const { scheduler, bobs, shown, end } = await setup();
  const { realtime } = bobs.open();
  await scheduler.runFor(SOON);
  realtime.stop();
  await scheduler.runFor(SECOND);
  expect(shown()).toBe(false);
  realtime.start();
  await scheduler.runFor(SECOND);
  expect(shown()).toBe(false);

  await scheduler.runFor(SOON);

  expect(shown()).toBe(true);
  end();
});
