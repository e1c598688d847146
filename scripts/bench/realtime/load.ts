import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSiteSocket } from '#test/support/site-socket.ts';
import type { Person } from '../people.ts';
import type { Device } from './device.ts';
import { createDevice } from './device.ts';
import { type Latency, latencies } from './figures.ts';
import { createHttpCall, type HttpCall } from './http-call.ts';
import { createPace } from './pace.ts';
import { serveCalls } from './remote.ts';

export interface World {
  readonly url: string;
  readonly kind: 'parley' | 'bare';
  /** The first and the second user write to each other, the third and the fourth do, and so on. */
  readonly people: readonly Person[];
  readonly devicesEach: number;
}

/** The figures since the last call of `take`. */
export interface LoadFigures {
  /** From the request to its answer. */
  readonly answered: Latency;
  /** From the request to the frame, on each device of both users. */
  readonly received: Latency;
  readonly unanswered: number;
  readonly refused: number;
  /** Event loop delay of this process. */
  readonly ownLoop: { readonly p50: number; readonly p99: number };
}

const text = 'A message of an ordinary length, as people write them all day long.';
const resolutionMs = 5;
const ownLoop = monitorEventLoopDelay({ resolution: resolutionMs });
ownLoop.enable();

let world: World = { url: '', kind: 'bare', people: [], devicesEach: 0 };
let call: HttpCall;
let devices: Device[] = [];
const startedAt = new Map<string, number>();
const answered = latencies();
const received = latencies();
let unanswered = 0;
let refused = 0;
let returnedAt = performance.now();
/** Milliseconds after the return, by number of the device. */
let caughtUpAfter = new Map<number, number>();
let onAllBack: () => void = () => undefined;

const onMessage = (clientId: string): void => {
  const at = startedAt.get(clientId);
  if (at !== undefined) received.record(performance.now() - at);
};

const onCaughtUp = (device: number): void => {
  caughtUpAfter.set(device, performance.now() - returnedAt);
  if (caughtUpAfter.size === devices.length) onAllBack();
};

const allBack = (): Promise<void> =>
  new Promise((resolve) => {
    onAllBack = resolve;
    if (caughtUpAfter.size === devices.length) resolve();
  });

const openBareSockets = ({ people, devicesEach, url }: World): Promise<unknown> =>
  Promise.all(
    people.flatMap(({ id }) =>
      Array.from({ length: devicesEach }, () => {
        const socket = openSiteSocket(`${url.replace('http', 'ws')}/ws?user=${id}`);
        socket.onmessage = ({ data }) => onMessage(JSON.parse(String(data)).payload.client_id);
        return new Promise<void>((resolve) => {
          socket.onopen = resolve;
        });
      }),
    ),
  );

/** Opens all devices; resolves when each has the server's state. */
const connect = async (given: World): Promise<void> => {
  world = given;
  call = createHttpCall(world.url);
  if (world.kind === 'bare') {
    await openBareSockets(world);
    return;
  }
  const socketUrl = `${world.url.replace('http', 'ws')}/ws`;
  const owners = world.people.flatMap(
    (person) => Array(world.devicesEach).fill(person) as Person[],
  );
  devices = owners.map((person, number) =>
    createDevice({ call, socketUrl, person, onMessage, onCaughtUp: () => onCaughtUp(number) }),
  );
  for (const device of devices) device.start();
  await allBack();
};

const ask = (sender: Person, receiver: Person, client_id: string) =>
  world.kind === 'bare'
    ? call('POST', '/', '', { text, client_id, to: [sender.id, receiver.id] })
    : call('POST', '/api/messages', sender.token, { text, client_id, receiver_id: receiver.id });

const send = async (number: number): Promise<void> => {
  const index = number % world.people.length;
  const [sender, receiver] = [world.people[index], world.people[index ^ 1]];
  if (!sender || !receiver) throw new Error('people come in pairs');
  const clientId = randomUUID();
  const before = performance.now();
  startedAt.set(clientId, before);
  try {
    const { status } = await ask(sender, receiver, clientId);
    // Requests that started without a server are not counted.
    if (before >= returnedAt) answered.record(performance.now() - before);
    if (status !== 201) refused++;
  } catch {
    unanswered++;
  }
};

const pace = createPace(send);

const take = (): LoadFigures => {
  const late = (percentile: number): number =>
    Math.max(0, Math.round(ownLoop.percentile(percentile) / 10_000) - resolutionMs * 100) / 100;
  const figures = {
    answered: answered.take(),
    received: received.take(),
    unanswered,
    refused,
    ownLoop: { p50: late(50), p99: late(99) },
  };
  unanswered = refused = 0;
  ownLoop.reset();
  return figures;
};

/** The server has stopped: all devices count as offline until they have caught up. */
const lose = (): void => {
  caughtUpAfter = new Map();
};

/** The server is back: starts to measure the time. */
const markReturn = (): void => {
  returnedAt = performance.now();
};

/** Milliseconds after the return, the first device first. */
const untilAllBack = async (): Promise<number[]> => {
  await allBack();
  return [...caughtUpAfter.values()].sort((one, other) => one - other);
};

/** Log entries that devices lack, summed over all devices. */
const countMissing = async (): Promise<number> => {
  let missing = 0;
  for (const { person, complete } of devices) {
    const { body } = await call('GET', '/api/conversations', person.token);
    missing += body.items[0].last_seq - complete();
  }
  return missing;
};

const functions = {
  connect,
  startSending: pace.start,
  stopSending: pace.stop,
  take,
  lose,
  markReturn,
  untilAllBack,
  countMissing,
};
export type Load = typeof functions;
serveCalls(functions);
