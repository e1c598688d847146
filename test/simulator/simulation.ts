import { notifyManager } from '@tanstack/react-query';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import { countedIds } from '../support/fakes.ts';
import { asking, compareReplica, readAll, readTruth, type Truth } from './support/compare.ts';
import { compareReactions, compareSends } from './support/compare-changes.ts';
import type { Device } from './support/device.ts';
import { createDevice } from './support/device.ts';
import { createHistory } from './support/history.ts';
import type { Network, Weather } from './support/network.ts';
import { createNetwork, fairWeather } from './support/network.ts';
import type { World } from './support/operations/actor.ts';
import type { Step } from './support/operations.ts';
import { perform } from './support/operations.ts';
import type { Chance } from './support/random.ts';
import { createChance } from './support/random.ts';
import type { Sabotage } from './support/sabotage.ts';
import type { Scheduler } from './support/scheduler.ts';
import { createScheduler } from './support/scheduler.ts';
import { createWitness } from './support/witness.ts';

export interface Schedule {
  /** Determines everything that no step specifies: delays, losses, which message. */
  readonly seed: number;
  readonly steps: readonly Step[];
}

// Makes the library notify its observers synchronously.
notifyManager.setScheduler((tell) => tell());

/** Some schedules have a calm network, some a very bad one. */
const weatherOf = (chance: Chance): Weather => {
  const bad = chance.pick([0, 0.3, 1]) ?? 0;
  return {
    loss: 0.25 * bad * chance.next(),
    twice: 0.3 * bad * chance.next(),
    crash: 0.3 * bad * chance.next(),
    push: bad * chance.next(),
    slowestMs: chance.pick([20, 400, 4_000]) ?? 20,
  };
};

type SimulatedWorld = World & { readonly scheduler: Scheduler; readonly network: Network };

const createWorld = async (seed: number, sabotage: Sabotage | null, expires: boolean) => {
  const chance = createChance(seed);
  const scheduler = createScheduler();
  const network = await createNetwork(scheduler, chance, fairWeather, sabotage);
  const { server } = network;
  const users = [await server.register('ada'), await server.register('bob')];
  const [ada = '', bob = ''] = users;
  const open = async (userId: string, peerId: string): Promise<string> => {
    const body = { peer_id: peerId };
    const opened = await server.process().api(userId, 'POST /api/conversations', { body });
    return (opened as Conversation).id;
  };
  const conversationIds = [await open(ada, bob), await open(ada, ada)];
  await open(bob, ada);
  const history = createHistory(server, users);
  await history.record(conversationIds);
  network.onChange(() => history.record(conversationIds));
  // With a disabled guard, the final result must show the error. An expiry has no revision that a witness knows.
  const witness = sabotage || expires ? null : createWitness(history);
  const ids = countedIds(1);
  const devices = [ada, ada, bob, bob].map((userId, number) =>
    createDevice({
      scheduler,
      network,
      chance,
      number,
      userId,
      newId: ids.uuid,
      sabotage,
      witness,
    }),
  );
  network.setWeather(weatherOf(chance));
  const world: SimulatedWorld = { scheduler, network, chance, devices, conversationIds, sent: 0 };
  return { world, witness };
};

/**
 * Ends all disturbances: every device is online, awake, and has one page with every dialog open.
 */
const heal = async ({
  scheduler,
  network,
  devices,
  conversationIds,
}: SimulatedWorld): Promise<void> => {
  network.setWeather(fairWeather);
  await scheduler.runFor(25_000);
  for (const device of devices) {
    device.setOnline(true);
    if (device.pages().length === 0) device.open();
    for (const page of device.pages()) {
      page.gate.set('alive');
      page.realtime.setVisible(true);
    }
  }
  await scheduler.runFor(60_000);
  for (const page of devices.flatMap((device) => device.pages())) {
    page.tryAgain();
    for (const id of conversationIds) {
      if (page.cache.conversation(id)) page.openDialog(id);
    }
  }
  // Lasts until the ping after which a page compares its list in any case: every quarter of an hour.
  await scheduler.runFor(20 * 60_000);
};

const checkDevice = (device: Device, number: number): string | null => {
  const unsent = device.pages().flatMap((page) => page.outbox.store.getState().items);
  if (unsent.length > 0 || device.disk.items.size > 0)
    return `device ${number} has unsent messages`;
  if (device.changes.keys().length > 0) return `device ${number} has unsent changes`;
  if (device.disk.files.size > 0) return `device ${number} keeps files of sent messages`;
  return device.sockets() === 1 ? null : `device ${number} has ${device.sockets()} sockets`;
};

const compareConversation = async (
  { network, devices }: SimulatedWorld,
  id: string,
  userId: string,
  ignoreRev: boolean,
): Promise<string | null> => {
  const truth = await readTruth(asking(network, userId), id);
  const differences = devices
    .filter((device) => device.userId === userId)
    .flatMap((device) => device.pages())
    .map((page) => compareReplica(page, truth, { ignoreRev }));
  return differences.find((difference) => difference !== null) ?? null;
};

/** Has a user cleared a message of this conversation, or deleted it for themselves? */
const removalsOf = async (
  { network }: SimulatedWorld,
  id: string,
  userIds: readonly string[],
): Promise<(userId: string, message: Message) => boolean> => {
  const states = new Map<string, Truth>();
  for (const userId of userIds) states.set(userId, await readTruth(asking(network, userId), id));
  return (userId, { conversation_id, seq }) => {
    const state = conversation_id === id ? states.get(userId) : undefined;
    if (!state) return false;
    return seq <= state.conversation.me.cleared_seq || state.marks.hidden.includes(seq);
  };
};

const findDifference = async (
  world: SimulatedWorld,
  ignoreRev: boolean,
): Promise<string | null> => {
  const { network, devices, conversationIds } = world;
  const [shared = '', notes = ''] = conversationIds;
  const [ada = '', bob = ''] = [...new Set(devices.map(({ userId }) => userId))];
  const truths = [
    await readAll(asking(network, ada), shared),
    await readAll(asking(network, ada), notes),
  ];
  const isRemoved = await removalsOf(world, shared, [ada, bob]);
  return (
    compareSends(devices, truths) ??
    compareReactions(devices, truths, network, isRemoved) ??
    devices.map(checkDevice).find((trouble) => trouble !== null) ??
    (await network.server.phones.complaint(ada, shared)) ??
    (await network.server.phones.complaint(bob, shared)) ??
    (await compareConversation(world, shared, ada, ignoreRev)) ??
    (await compareConversation(world, shared, bob, ignoreRev)) ??
    (await compareConversation(world, notes, ada, ignoreRev))
  );
};

/** Runs a schedule to its end and returns what is wrong; null if all replicas equal the log. */
export const simulate = async (
  { seed, steps }: Schedule,
  { sabotage = null, expires = false }: { sabotage?: Sabotage | null; expires?: boolean } = {},
): Promise<string | null> => {
  const { world, witness } = await createWorld(seed, sabotage, expires);
  const { scheduler, devices, network, conversationIds } = world;
  try {
    for (const device of devices) {
      for (const id of conversationIds.slice(0, 1)) device.open().openDialog(id);
    }
    for (const step of steps) {
      await scheduler.runFor(step.waitMs);
      perform(world, step);
    }
    await heal(world);
    return witness?.complaint() ?? (await findDifference(world, sabotage === 'rev'));
  } finally {
    for (const device of devices) device.dispose();
    network.server.close();
  }
};
