import { setTimeout as wait } from 'node:timers/promises';
import { realTimers } from '#client';
import type { Device } from '../simulator/support/device.ts';
import { createDevice } from '../simulator/support/device.ts';
import type { Surroundings } from '../simulator/support/operations/actor.ts';
import { createChance } from '../simulator/support/random.ts';
import type { Sabotage } from '../simulator/support/sabotage.ts';
import type { Time } from '../simulator/support/scheduler.ts';
import { countedIds } from '../support/fakes.ts';
import { newDataFolder } from '../support/parley-process.ts';
import { makePlace, trusting } from '../support/push-service/place.ts';
import { startPushService } from '../support/push-service/push-service.ts';
import { createLedger } from './ledger.ts';
import { live } from './live.ts';
import { badPushService, settlePhones } from './phones.ts';
import type { Trouble } from './real-network.ts';
import { calm, createRealNetwork } from './real-network.ts';
import type { Mortal, Town } from './town.ts';
import { settleTown, startMortal } from './town.ts';
import { judge } from './verdict.ts';

export interface ChaosPlan {
  readonly seconds: number;
  readonly users: number;
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Time in which all devices must agree after the disturbances. */
  readonly timeoutSeconds?: number;
  /** Disables a guard of the client, to prove that the run detects it. */
  readonly sabotage?: Sabotage;
  /** The push service ends all subscriptions, to prove that the run detects phones that are not notified. */
  readonly endsSubscriptions?: boolean;
}

const DEVICES_EACH = 2;
const trouble: Trouble = {
  lost: 0.02,
  unanswered: 0.03,
  twice: 0.03,
  frameLost: 0.02,
  frameTwice: 0.03,
  slowestMs: 60,
};
/** A dead socket is detected by a missing pong; the last loss by the next pong. */
const TIMEOUT_SECONDS = 150;

const realTime: Time = {
  plan: (delayMs, run) => setTimeout(run, Math.max(0, delayMs)),
  timers: realTimers,
  now: Date.now,
};

const createWorld = (plan: ChaosPlan, server: Mortal, town: Town) => {
  const chance = createChance(plan.seed);
  const ledger = createLedger();
  const badAnswers = new Set<string>();
  const network = createRealNetwork({
    url: server.url,
    tokens: new Map(town.people.map(({ id, token }) => [id, token])),
    chance,
    onDone: ledger.record,
    onBadAnswer: (complaint) => badAnswers.add(complaint),
  });
  const newId = countedIds(plan.seed % 0xffff).uuid;
  const owners = town.people.flatMap(({ id }) => Array<string>(DEVICES_EACH).fill(id));
  const devices = owners.map((userId, number) =>
    createDevice({
      scheduler: realTime,
      network,
      chance,
      number,
      userId,
      newId,
      sabotage: plan.sabotage ?? null,
      witness: null,
    }),
  );
  const world: Surroundings = {
    scheduler: realTime,
    network: { ...network, crash: () => undefined },
    chance,
    sent: 0,
  };
  return { world, network, devices, ledger, badAnswers };
};

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
const conversationsOf = ({ members }: Town, userId: string): string[] =>
  [...members].filter(([, ids]) => ids.includes(userId)).map(([id]) => id);

/** Kills the server at a random time in each of equal periods. */
const killNowAndThen = async (
  { seconds, kills, seed, say }: ChaosPlan,
  server: Mortal,
): Promise<void> => {
  const chance = createChance(seed + 1);
  const partMs = (seconds * 1_000) / Math.max(1, kills);
  const startedAt = Date.now();
  for (let kill = 0; kill < kills; kill++) {
    const at = startedAt + partMs * (kill + 0.2 + 0.6 * chance.next());
    await wait(Math.max(0, at - Date.now()));
    const downMs = chance.between(0, 3_000);
    await server.killFor(downMs);
    say(`killed with -9 and started again after ${downMs} ms (${kill + 1} of ${kills})`);
  }
};

/** Every device is online, awake, and has a page with every dialog open. */
const heal = (devices: readonly Device[], town: Town): void => {
  for (const device of devices) {
    device.setOnline(true);
    if (device.pages().length === 0) device.open();
    for (const page of device.pages()) {
      page.gate.set('alive');
      page.realtime.setVisible(true);
      page.tryAgain();
      for (const id of conversationsOf(town, device.userId)) {
        if (page.cache.conversation(id)) page.openDialog(id);
      }
    }
  }
};

/**
 * Users write, edit, delete and read on devices that lose their connection, while the server is
 * killed.
 */
export const runChaos = async (plan: ChaosPlan) => {
  const { seconds, users, seed, say } = plan;
  const data = newDataFolder();
  const place = await makePlace(data.path);
  const service = await startPushService(place);
  const server = await startMortal(data.path, trusting(place));
  try {
    say(`registering ${users} people…`);
    const town = await settleTown(server.url, users);
    const phones = await settlePhones(server.url, town, service);
    const { world, network, devices, ledger, badAnswers } = createWorld(plan, server, town);
    network.setTrouble(trouble);
    service.setUsual(plan.endsSubscriptions ? () => 410 : badPushService(createChance(seed + 2)));
    say(`${devices.length} devices for ${seconds} s…`);
    const until = Date.now() + seconds * 1_000;
    const lives = devices.map((device, number) => {
      const chance = createChance(seed + 100 + number);
      const conversationIds = conversationsOf(town, device.userId);
      return live({ world, device, conversationIds, chance }, until);
    });
    await Promise.all([...lives, killNowAndThen(plan, server)]);

    say('all quiet; waiting until every device has what the log has…');
    network.setTrouble(calm);
    if (!plan.endsSubscriptions) service.setUsual(() => 201);
    const endedAt = Date.now();
    const timeoutMs = (plan.timeoutSeconds ?? TIMEOUT_SECONDS) * 1_000;
    const askAs = (userId: string) => (key: string, request: object) =>
      network.ask(userId, key, request);
    const pushFaults = service.faults;
    const look = () => judge({ town, devices, ledger, phones, pushFaults, askAs });
    let verdict = await look();
    while (verdict.violations.length > 0 && Date.now() - endedAt < timeoutMs) {
      heal(devices, town);
      await wait(1_000);
      verdict = await look();
    }
    const settledMs = Date.now() - endedAt;
    for (const device of devices) {
      for (const page of device.pages()) device.close(page);
      device.dispose();
    }
    await server.stop();
    return {
      violations: [
        ...verdict.violations.map(({ kind, what }) => `${kind}: ${what}`),
        ...badAnswers,
      ],
      figures: {
        'sends accepted': devices.flatMap(({ pressed }) => pressed).filter((one) => one.isAccepted)
          .length,
        'messages in the log': verdict.messages,
        'entries in the log': verdict.entries,
        edits: ledger.countOf('PATCH /api/messages/{id}'),
        deletions: ledger.countOf('DELETE /api/messages/{id}'),
        reads:
          ledger.countOf('POST /api/messages/{id}/read') +
          ledger.countOf('POST /api/conversations/{id}/read'),
        ...network.figures(),
        'requests to the push service': sum([...phones.values()].map(({ requests }) => requests)),
        notifications: sum([...phones.values()].map(({ received }) => received.length)),
        'replicas compared': verdict.replicas,
        'all agree after s': Math.round(settledMs / 100) / 10,
        ...verdict.counts,
        'answers that break their contract': badAnswers.size,
      },
    };
  } finally {
    await server.kill();
    await service.close();
    data.remove();
  }
};
