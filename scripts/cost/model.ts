import type { Units } from '../../test/support/ports/consumed-capacity.ts';
import { assumptions, callCost, edgeCost, gbOfKb, logCost, prices } from '../bench/prices.ts';

/** What a deployment does in a month. */
export interface Load {
  readonly users: number;
  readonly messages: number;
  /** Minutes in which a user's page is open, per user. */
  readonly onlineMinutes: number;
  readonly files: number;
  /** Months of such messages and files that are stored. */
  readonly storedMonths: number;
}

/** Units of the table by operation, as `npm run bench:cost` measured them. */
export type MeasuredUnits = Readonly<Record<string, Units>>;

/** A pair that chats normally: each assumption is stated in docs/cost.md. */
export const chat = {
  /** Frames that say that a user types: one at the first key, one 5 seconds later; a send needs no stop. */
  typingPerMessage: 2,
  /** The dialog is open: each message is seen and marked. */
  readsPerMessage: 1,
  /** Sockets of both people that get an event. */
  devices: 2,
  /** Minutes of both people's open pages for each message. */
  minutesPerMessage: 1,
  /** From opening the page to closing it. */
  sessionMinutes: 10,
  pingMinutes: 4,
  /** Billed milliseconds, memory of a frame's function. */
  frame: { milliseconds: 15, memoryGb: 0.5 },
  /** Of calls that start a function, in a thousand, and their init. */
  coldStarts: { perThousand: 5, milliseconds: 400, memoryGb: 0.5 },
  /** In the table and its indexes. */
  storedKbPerMessage: 2,
} as const;

/** One row of a bill: what, and dollars a month. */
export type Row = readonly [what: string, dollars: number];

const found = (units: MeasuredUnits, start: string): Units => {
  const name = Object.keys(units).find((known) => known.startsWith(start));
  const of = name === undefined ? undefined : units[name];
  if (!of) throw new Error(`no units of ${start}: npm run bench:cost`);
  return of;
};
const unitsCost = ({ read, write }: Units): number =>
  read * prices.readUnit + write * prices.writeUnit;

/** A call of the HTTP API through CloudFront, with its viewer function and its log. */
const http = (call: { milliseconds: number; memoryGb: number }): number =>
  callCost(call) + edgeCost + prices.edgeFunction + logCost;
/** A frame from a client, its function and its log. */
const frameIn = (): number =>
  prices.socketMessage + callCost(chat.frame) - prices.httpRequest + logCost;
const coldStart = (): number => {
  const { perThousand, milliseconds, memoryGb } = chat.coldStarts;
  return (perThousand / 1_000) * (milliseconds / 1_000) * memoryGb * prices.functionGbSecond;
};

/** What is billed in a month in which nobody comes. The ten alarms of a stage are always free. */
export const fixedRows: readonly Row[] = [
  ['storage of the site, of the table without messages, of logs', prices.idleStorage],
];

/** Dollars a month by part. */
export const bill = (load: Load, units: MeasuredUnits): Row[] => {
  const { users, messages, onlineMinutes, files, storedMonths } = load;
  const of = (start: string): number => unitsCost(found(units, start));
  const { devices } = chat;
  const minutes = users * onlineMinutes;
  const sessions = minutes / chat.sessionMinutes;
  const pings = minutes / chat.pingMinutes;
  const typings = messages * chat.typingPerMessage;
  const reads = messages * chat.readsPerMessage;
  const post = prices.socketMessage;
  const calls = messages + reads + pings * 2 + typings + sessions * 4;
  const list = http(assumptions.read) + of('list of 20');
  const push = of('push') + devices * post;
  return [
    ['sends', messages * (http(assumptions.send) + of('send') + push)],
    ['read marks', reads * (http(assumptions.read) + of('read up to') + push)],
    ['typing', typings * (frameIn() + of('typing') + post)],
    [
      'pings, presence and the list after each',
      pings * (frameIn() + (of('ping, while') + of('ping that')) / 2 + post + list),
    ],
    [
      'connects: refresh, ticket, handshake, list, close',
      sessions *
        (2 * http(assumptions.read) +
          2 * frameIn() +
          of('ticket') +
          of('end of a connection') +
          list),
    ],
    ['connection minutes', minutes * prices.socketMinute],
    ['billed init of cold starts', calls * coldStart()],
    [
      'files',
      files *
        (4 * http(assumptions.file.create) +
          of('file: ask') +
          of('file: complete') +
          2 * of('file: a URL') +
          3 * prices.objectWrite +
          2 * prices.objectRead +
          2 * assumptions.file.kilobytes * gbOfKb * prices.objectGbOut),
    ],
    [
      'storage and backups of messages and files',
      storedMonths *
        (messages *
          chat.storedKbPerMessage *
          gbOfKb *
          (prices.tableGbMonth + prices.backupGbMonth) +
          files * assumptions.file.kilobytes * gbOfKb * prices.objectGbMonth),
    ],
    ['Cognito, users beyond 10,000', Math.max(0, users - prices.freeUsers) * prices.activeUser],
    ...fixedRows,
  ];
};

export const sumOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, [, dollars]) => sum + dollars, 0);

/** The load of a pair that chats normally, until a million messages are sent. */
export const millionMessages: Load = {
  users: 2,
  messages: 1_000_000,
  onlineMinutes: (1_000_000 * chat.minutesPerMessage) / 2,
  files: 0,
  storedMonths: 1,
};

/** The rows of docs/cost.md: users, messages of each in a month, minutes online. */
export const loads: readonly (readonly [name: string, load: Load])[] = [
  ['idle', { users: 0, messages: 0, onlineMinutes: 0, files: 0, storedMonths: 0 }],
  ...[2, 20, 1_000, 100_000, 1_000_000].map((users): readonly [string, Load] => [
    `${users.toLocaleString('en')} users`,
    { users, messages: users * 300, onlineMinutes: 300, files: users * 10, storedMonths: 12 },
  ]),
];
