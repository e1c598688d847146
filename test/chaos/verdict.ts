import type { Ask, Truth } from '../simulator/support/compare.ts';
import { compareReplica, readTruth } from '../simulator/support/compare.ts';
import { compareSends } from '../simulator/support/compare-changes.ts';
import type { Device } from '../simulator/support/device.ts';
import { checkLog, readLog } from './check-log.ts';
import type { Ledger } from './ledger.ts';
import { checkNoisy, checkNotified, type Phones } from './phones.ts';
import type { Town } from './town.ts';

interface Evidence {
  readonly town: Town;
  readonly devices: readonly Device[];
  readonly ledger: Ledger;
  readonly phones: Phones;
  readonly pushFaults: readonly string[];
  readonly askAs: (userId: string) => Ask;
}

/** Maximum difference in time between two pages in one event loop. */
const AT_ONCE_MS = 2_000;
const LONGEST = 400;

/** Kinds of violations; the figures have the count of each. */
const kinds = {
  lost: 'lost',
  duplicated: 'duplicated',
  order: 'out of order',
  changes: 'acknowledged changes lost',
  counts: 'wrong counts, marks or logs',
  replicas: 'replicas that differ',
  unsent: 'left in an outbox, or no connection',
  unnotified: 'phones not notified of an unread message',
  noisy: 'phones notified of what had been read',
  faults: 'notifications that break the protocol',
} as const;
export interface Violation {
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly what: string;
}

const of = (kind: keyof typeof kinds, complaints: readonly string[]): Violation[] =>
  complaints.map((what) => ({ kind: kinds[kind], what: what.slice(0, LONGEST) }));

const checkDevice = (device: Device): string[] => {
  const unsent = device.pages().flatMap((page) => page.outbox.store.getState().items);
  const complaints = unsent.map(({ state }) => `a message is still ${state}`);
  if (unsent.length === 0 && device.disk.items.size > 0) complaints.push('the disk has some');
  if (device.sockets() !== 1) complaints.push(`a device has ${device.sockets()} sockets`);
  return complaints;
};

const checkSends = (devices: readonly Device[], truths: readonly Truth[]): Violation[] => {
  const pressed = devices.flatMap((device) => device.pressed);
  const known = new Set(pressed.map(({ clientId }) => clientId));
  const logged = truths.flatMap(({ messages }) => messages.map(({ client_id }) => client_id));
  const found = new Set<string>();
  const again = logged.filter((id) => !known.has(id) || found.size === found.add(id).size);
  const lost = pressed.filter(({ isAccepted, clientId }) => isAccepted && !found.has(clientId));
  const order = compareSends(devices, truths, AT_ONCE_MS);
  return [
    ...of(
      'lost',
      lost.map(({ clientId }) => clientId),
    ),
    ...of('duplicated', again),
    ...of('order', order !== null && lost.length + again.length === 0 ? [order] : []),
  ];
};

interface Judged {
  readonly truth: Truth;
  readonly entries: number;
  readonly violations: readonly Violation[];
}

const withoutGreetings =
  ({ greetings }: Town) =>
  (truth: Truth): Truth => ({
    ...truth,
    messages: truth.messages.filter(({ client_id }) => !greetings.has(client_id)),
  });

const judgeConversation = async (
  { town, devices, ledger, phones, askAs }: Evidence,
  id: string,
  members: readonly string[],
): Promise<Judged> => {
  const views = await Promise.all(
    members.map(async (userId) => [userId, await readTruth(askAs(userId), id)] as const),
  );
  const [first] = views;
  if (!first) throw new Error('a conversation has members');
  const entries = await readLog(askAs(first[0]), id);
  const compare = (userId: string, truth: Truth): string[] =>
    devices
      .filter((device) => device.userId === userId)
      .flatMap((device) => device.pages())
      .flatMap((page) => {
        if (!page.cache.window(id)) return ['a dialog is not loaded'];
        return compareReplica(page, truth, { ignoreRev: false }) ?? [];
      });
  return {
    truth: first[1],
    entries: entries.length,
    violations: [
      ...of('counts', checkLog(entries, new Map(views))),
      ...views.flatMap(([userId, truth]) => [
        ...of('changes', ledger.check(userId, truth)),
        ...of('replicas', compare(userId, truth)),
        ...of('unnotified', checkNotified(phones, userId, withoutGreetings(town)(truth))),
        ...of('noisy', checkNoisy(phones, ledger, userId, truth)),
      ]),
    ],
  };
};

/** All violations after the disturbances, and the amount of data checked. */
export const judge = async (evidence: Evidence) => {
  const { town, devices } = evidence;
  const judged = await Promise.all(
    [...town.members].map(([id, members]) => judgeConversation(evidence, id, members)),
  );
  const truths = judged.map(({ truth }) => truth);
  const violations = [
    ...checkSends(devices, truths.map(withoutGreetings(town))),
    ...of('unsent', devices.flatMap(checkDevice)),
    ...of('faults', evidence.pushFaults),
    ...judged.flatMap((one) => one.violations),
  ];
  return {
    violations,
    messages: truths.reduce((sum, { messages }) => sum + messages.length, 0),
    entries: judged.reduce((sum, { entries }) => sum + entries, 0),
    replicas: devices.flatMap((device) => device.pages()).length,
    counts: Object.fromEntries(
      Object.values(kinds).map((kind) => [
        kind,
        violations.filter((violation) => violation.kind === kind).length,
      ]),
    ),
  };
};
