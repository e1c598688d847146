import { expect, test } from 'vitest';
import type { Conversation } from '#contracts/http/conversations.ts';
import { countedIds } from '../support/fakes.ts';
import { asking, compareReplica, readTruth } from './support/compare.ts';
import { createDevice } from './support/device.ts';
import { createNetwork, fairWeather } from './support/network.ts';
import { createChance } from './support/random.ts';
import { createScheduler } from './support/scheduler.ts';

/** Less than a ping interval: anything loaded by then was requested because of the event. */
const SOON = 5_000;

/** Bob's page has Ada's first message; then all pushes are lost for a while. */
const setup = async () => {
  const chance = createChance(1);
  const scheduler = createScheduler();
  const network = await createNetwork(scheduler, chance, fairWeather);
  const { server } = network;
  const [ada, bob] = [await server.register('ada'), await server.register('bob')];
  const as = (userId: string) => asking(network, userId);
  const opened = await as(ada)('POST /api/conversations', { body: { peer_id: bob } });
  const { id } = opened as Conversation;
  await as(bob)('POST /api/conversations', { body: { peer_id: ada } });
  const newId = countedIds(1).uuid;
  const device = createDevice({
    ...{ scheduler, network, chance, newId, number: 0, userId: bob },
    sabotage: null,
    witness: null,
  });
  const page = device.open();
  page.openDialog(id);
  const send = (content: string, clientId: string) =>
    as(ada)('POST /api/conversations/{id}/messages', {
      params: { id },
      body: { content, client_id: clientId },
    });
  await scheduler.runFor(SOON);
  const first = newId();
  await send('first', first);
  await scheduler.runFor(SOON);
  network.setWeather({ ...fairWeather, loss: 1 });
  return {
    send,
    newId,
    read: (seq: number) =>
      as(bob)('POST /api/conversations/{id}/read', { params: { id }, body: { seq } }),
    /**
     * The answer to the first send was lost: it is repeated, and emitted again with the current
     * version.
     */
    repeatFirst: async () => {
      network.setWeather(fairWeather);
      await send('first', first);
      await scheduler.runFor(SOON);
    },
    difference: async () =>
      compareReplica(page, await readTruth(as(bob), id), { ignoreRev: false }),
    end: () => {
      device.dispose();
      server.close();
    },
  };
};
type Scene = Awaited<ReturnType<typeof setup>>;

test.each<[string, (scene: Scene) => Promise<unknown>]>([
  ['nothing', async () => undefined],
  ['another message', ({ send, newId }) => send('second', newId())],
  ['a read, which has no entry in the log', ({ read }) => read(1)],
  [
    'a message and a read',
    async ({ send, newId, read }) => {
      await send('second', newId());
      await read(1);
    },
  ],
])(
  'a page detects that it missed %s, although a later message is emitted again',
  async (_, miss) => {
    const scene = await setup();
    expect(await scene.difference()).toBeNull();
    await miss(scene);

    await scene.repeatFirst();

    expect(await scene.difference()).toBeNull();
    scene.end();
  },
);
