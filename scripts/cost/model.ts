import { readFileSync } from 'node:fs';
import type { Recorded } from '../../test/simulator/support/recorded-chat.ts';
import { assumptions, gbOfKb, logKbOf } from '../bench/prices.ts';
import { listCost, plus, times, type Usage } from './meters.ts';
import { found, functionCall, type MeasuredUnits, notificationUsage, type Timed } from './parts.ts';

export type { MeasuredUnits } from './parts.ts';

/** What a deployment does in a month. */
export interface Load {
  readonly users: number;
  readonly messages: number;
  /** Minutes in which a user's page is open, per user. */
  readonly onlineMinutes: number;
  readonly files: number;
  /** Months of such messages and files that are stored. */
  readonly storedMonths: number;
  /** Devices that each message notifies; absent: notifications are off (`pushContact`). */
  readonly notifiedDevices?: number;
}

/** What the client and the use cases did in a chat of two people: test/simulator/recorded-chat.test.ts. */
export const recorded = JSON.parse(readFileSync('scripts/cost/chat.json', 'utf8')) as Recorded;

/** Assumptions that a recorded chat does not show; docs/cost.md states each of them. */
export const chat = {
  /** From opening the page to closing it, as recorded. */
  sessionMinutes: 10,
  /** Of calls that start a function, in a thousand, and their init. */
  coldStarts: { perThousand: 5, milliseconds: 400, memoryGb: 0.5 },
  /** A message and its guard: 0.6 KB with 30 characters and what DynamoDB adds to each item. */
  storedKbPerMessage: 1,
  requestKb: 0.5,
} as const;

/** One row of a bill: its name, and its billed usage. */
export type Part = readonly [what: string, usage: Usage];

/** A request through CloudFront and its viewer function. */
const throughEdge: Usage = {
  edgeRequest: 1,
  edgeFunction: 1,
  edgeGb: assumptions.edgeKb * gbOfKb,
  edgeGbToOrigin: chat.requestKb * gbOfKb,
};
/** A call of the HTTP API. */
const http = (call: Timed, logBytes: number = assumptions.logBytes.call): Usage =>
  plus(throughEdge, functionCall(call), {
    httpRequest: 1,
    logGb: logKbOf(logBytes) * gbOfKb,
  });
/** A frame from a client, and its function. */
const frameIn = plus(functionCall(assumptions.frame), { socketMessage: 1 });
/** A frame to a client. */
const frameOut: Usage = { socketMessage: 1, edgeGb: assumptions.frameKb * gbOfKb };

const coldStart: Usage = {
  functionGbSecond:
    (chat.coldStarts.perThousand / 1_000) *
    (chat.coldStarts.milliseconds / 1_000) *
    chat.coldStarts.memoryGb,
};

/** Number of calls and frames, for each message or each session of the recorded chat. */
const { calls, framesToServer, framesToClients, messages: said, sessions: held } = recorded;
const rate = (count: number | undefined, of: number): number => (count ?? 0) / of;
export const perMessage = {
  marks: rate(calls['POST /api/conversations/{id}/read'], said),
  typing: rate(framesToServer['typing'], said),
  pushed: {
    sends: rate(framesToClients['message:new'], said),
    marks: rate(framesToClients['message:read'], said),
    typing: rate(framesToClients['presence:typing'], said),
  },
} as const;
export const perSession = {
  lists: rate(calls['GET /api/conversations'], held),
  pages: rate(calls['GET /api/conversations/{id}/messages'], held),
  profiles: rate(calls['GET /api/users/{id}'], held),
  tickets: rate(calls['POST /api/realtime/ticket'], held),
  pings: rate(framesToServer['ping'], held),
  presence: rate(framesToClients['presence:update'], held),
  /** Calls by the site itself: refresh, profile, blocks. */
  site: 3,
} as const;

/** Usage of a month without users. The ten alarms of a stage are always free. */
export const fixedUsage: Usage = { idleMonth: 1 };

/** The usage of a month, by part. */
export const usageOf = (load: Load, units: MeasuredUnits): Part[] => {
  const { users, messages, onlineMinutes, files, storedMonths, notifiedDevices } = load;
  const of = (start: string): Usage => {
    const { read, write } = found(units, start);
    return { readUnit: read, writeUnit: write };
  };
  const { send, read, file } = assumptions;
  const { logBytes } = assumptions;
  const minutes = users * onlineMinutes;
  const sessions = minutes / chat.sessionMinutes;
  const push = of('push');
  const marks = messages * perMessage.marks;
  const typing = messages * perMessage.typing;
  const pings = sessions * perSession.pings;
  const httpCalls =
    messages +
    marks +
    sessions *
      (perSession.lists +
        perSession.pages +
        perSession.profiles +
        perSession.tickets +
        perSession.site);
  const functions = httpCalls + typing + pings + sessions * 2;
  // Through CloudFront, like a call; API Gateway may not bill these two as messages.
  const handshake = plus(frameIn, throughEdge, {
    logGb: logKbOf(logBytes.handshake) * gbOfKb,
  });
  const end = plus(frameIn, { logGb: logKbOf(logBytes.handshake) * gbOfKb });
  const renewing = times(1 / 2, plus(of('ping, while'), of('ping that')));
  return [
    [
      'sends',
      plus(
        times(messages, plus(http(send, logBytes.send), of('send'), push)),
        times(messages * perMessage.pushed.sends, frameOut),
      ),
    ],
    [
      'read marks',
      plus(
        times(marks, plus(http(read), of('read up to'), push)),
        times(messages * perMessage.pushed.marks, frameOut),
      ),
    ],
    [
      'typing',
      plus(
        times(typing, plus(frameIn, of('typing'))),
        times(messages * perMessage.pushed.typing, frameOut),
      ),
    ],
    ['pings and pongs', times(pings, plus(frameIn, renewing, frameOut))],
    [
      'opening a page: session, profile, blocks, lists, messages',
      times(
        sessions,
        plus(
          times(perSession.site, http(read)),
          of('refresh'),
          of('own profile'),
          of('list of blocks'),
          times(perSession.lists, plus(http(read), of('list of 20'))),
          times(perSession.pages, plus(http(read), of('page of 50'))),
        ),
      ),
    ],
    [
      'connects: ticket, handshake, close, presence',
      times(
        sessions,
        plus(
          times(perSession.tickets, plus(http(read), handshake, of('ticket'))),
          end,
          of('end of a connection'),
          times(perSession.presence, frameOut),
          times(perSession.profiles, plus(http(read), of('profile of another'))),
        ),
      ),
    ],
    ['connection minutes', { socketMinute: minutes }],
    ['billed init of cold starts', times(functions, coldStart)],
    [
      'files',
      times(
        files,
        plus(
          times(4, http(file.create)),
          of('file: ask'),
          of('file: complete'),
          times(2, of('file: a URL')),
          {
            objectWrite: 3,
            objectRead: 2,
            objectGbOut: 2 * file.kilobytes * gbOfKb,
          },
        ),
      ),
    ],
    [
      'storage and backups of messages and files',
      times(storedMonths, {
        tableGbMonth: messages * chat.storedKbPerMessage * gbOfKb,
        backupGbMonth: messages * chat.storedKbPerMessage * gbOfKb,
        objectGbMonth: files * file.kilobytes * gbOfKb,
      }),
    ],
    ...(notifiedDevices === undefined
      ? []
      : [
          [
            'notifications: function, reads, queue, data to push services',
            plus(times(messages, notificationUsage(notifiedDevices, units)), {
              queueRequest: assumptions.queuePollsMonth,
            }),
          ] as const,
        ]),
    ['Cognito, users beyond 10,000', { activeUser: users }],
    ['storage of the site, of the table without messages, of logs', fixedUsage],
  ];
};

/** One row of a bill: its name, and dollars a month at list prices. */
export type Row = readonly [what: string, dollars: number];
export const bill = (load: Load, units: MeasuredUnits): Row[] =>
  usageOf(load, units).map(([what, usage]) => [what, listCost(usage)]);
export const sumOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, [, dollars]) => sum + dollars, 0);
export const totalUsage = (load: Load, units: MeasuredUnits): Usage =>
  plus(...usageOf(load, units).map(([, usage]) => usage));

/** The load of the recorded pair, until a million messages are sent. */
export const millionMessages: Load = {
  users: 2,
  messages: 1_000_000,
  onlineMinutes: ((1_000_000 / said) * held * chat.sessionMinutes) / 2,
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
