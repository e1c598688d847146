import { setTimeout } from 'node:timers/promises';
import { type RouteName, routeNames, routes } from '#contracts/routes.ts';
import { makeUploads, type sendForm } from '../../test/support/attachments.ts';
import { type Client, makeClient } from '../../test/support/client.ts';
import { onSecret, type Secret } from '../../test/support/documents/record.ts';
import { openSocket, type TestSocket } from '../../test/support/socket.ts';
import { differs } from './check.ts';
import { type GivenAccount, type LetIn, makePeople, type People, type Person } from './people.ts';
import type { StageView } from './stage-view.ts';
import type { Target } from './target.ts';
import { note, type Traces } from './traces.ts';

/** The operations and data of a check. */
export interface Context {
  readonly target: Target;
  /** The API, under `/api`. */
  readonly call: Client['call'];
  readonly uploads: ReturnType<typeof makeUploads>;
  /** A file of the site, or any address; redirects are not followed. */
  readonly get: (
    path: string,
    init?: RequestInit,
  ) => Promise<{
    readonly status: number;
    readonly headers: Headers;
    readonly text: string;
  }>;
  readonly people: People;
  /** Opens a socket at this address; it is closed when the check ends. */
  readonly open: (url: string, headers?: Record<string, string>) => Promise<TestSocket>;
  /** Opens a socket as clients should: ticket, connect, ping, pong. */
  readonly connect: (person: Pick<Person, 'token'>, query?: string) => Promise<TestSocket>;
  /** Maximum wait for an expected event, in milliseconds. */
  readonly waitMs: number;
  /** Length of a minute in checks that wait for minutes; shorter in tests of these checks. */
  readonly minuteMs: number;
  readonly stage: StageView;
  /** Tokens, passwords, texts and names of the run so far. */
  readonly secrets: readonly Secret[];
  /** Routes that have succeeded in this run, or have answered that they are turned off. */
  readonly reached: ReadonlySet<RouteName>;
  /** The number of API calls that the run has made so far. */
  readonly calls: () => number;
  readonly startedAt: Date;
}

const isRoute = (name: RouteName, method: string, path: string): boolean => {
  const route = routes[name];
  const [asked = ''] = path.split('?');
  const pattern = route.path.slice('/api'.length).replace(/\{[^}]+\}/g, '[^/]+');
  return route.method === method && new RegExp(`^${pattern}$`).test(asked);
};

/** A path without parameters has precedence, as at the gateway: `/users/me` does not match `/users/{id}`. */
const routeOf = (method: string, path: string): RouteName | undefined =>
  routeNames
    .filter((name) => isRoute(name, method, path))
    .sort((a, b) => Number(routes[a].path.includes('{')) - Number(routes[b].path.includes('{')))[0];

/** Codes of features that the account cannot use, and the routes that then have nothing to do. */
const off: Readonly<Record<string, readonly RouteName[]>> = {
  push_unavailable: [],
  not_operator: [],
  invitations_closed: ['revoke-invitation', 'accept-invitation'],
};

export interface Run {
  /** The part that all checks share. */
  readonly shared: Omit<Context, 'open' | 'connect' | 'stage'>;
  /** The part for one check: a socket that stays open would influence the next check. */
  readonly scope: () => { readonly context: Context; readonly closeSockets: () => Promise<void> };
  readonly traces: Traces;
}

/** A gateway may not answer a close frame; in milliseconds. */
const closeMs = 2_000;

/** How accounts are created where registration is not open, and how long a frame may take. */
export interface RunOptions {
  readonly given?: readonly GivenAccount[];
  readonly letIn?: LetIn;
  readonly frameMs?: number;
}

export const openRun = (
  target: Target,
  { frameMs = 20_000, ...accounts }: RunOptions = {},
): Run => {
  const secrets: Secret[] = [];
  onSecret((kind, value) => secrets.push({ kind, value }));
  const traces: Traces = { messages: new Map(), uploads: new Map() };
  const reached = new Set<RouteName>();
  let calls = 0;

  const reach = (status: number, method: string, path: string): void => {
    const name = status < 400 ? routeOf(method, path) : undefined;
    if (name) reached.add(name);
  };
  const client = makeClient(target.url);
  const call: Client['call'] = async (method, path, options = {}) => {
    calls += 1;
    const answer = await client.call(method, path, options);
    note(traces, { method, path, options }, answer);
    // A feature that the operator has not set up is not a failure of the function.
    const idle = off[String(answer.body?.code)];
    reach(idle ? 200 : answer.status, method, path);
    for (const name of idle ?? []) reached.add(name);
    return answer;
  };
  const shared: Run['shared'] = {
    target,
    call,
    uploads: makeUploads({ ...client, call }),
    get: async (path, init = {}) => {
      const response = await fetch(path.startsWith('/') ? `${target.url}${path}` : path, {
        redirect: 'manual',
        ...init,
        headers: { 'accept-encoding': 'br, gzip', ...init.headers },
      });
      if (path.startsWith('/api/')) reach(response.status, init.method ?? 'GET', path.slice(4));
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    people: makePeople({ call, ...accounts }),
    waitMs: frameMs,
    minuteMs: 60_000,
    secrets,
    reached,
    calls: () => calls,
    startedAt: new Date(),
  };
  /** Creates the part for one check. */
  const scope: Run['scope'] = () => {
    const sockets = new Set<TestSocket>();
    const open: Context['open'] = async (url, headers) => {
      const socket = await openSocket(url, headers ? { headers } : {});
      sockets.add(socket);
      return { ...socket, next: (fits, ms = frameMs) => socket.next(fits, ms) };
    };
    const connect: Context['connect'] = async ({ token }, query = '') => {
      const { status, body } = await call('POST', '/realtime/ticket', { token });
      if (status !== 200) differs(`no ticket for a socket: ${status} ${body?.code ?? ''}`);
      const socket = await open(`${target.socketUrl}?ticket=${body.ticket}${query}`);
      socket.send({ action: 'ping' });
      await socket.next(({ type }) => type === 'pong');
      return socket;
    };
    const closeSockets = async (): Promise<void> => {
      const closing = Promise.all([...sockets].map((socket) => socket.close()));
      await Promise.race([closing, setTimeout(closeMs, null, { ref: false })]);
    };
    const context: Context = {
      ...shared,
      open,
      connect,
      get stage() {
        return target.stage ?? differs('this check needs a stage');
      },
    };
    return { context, closeSockets };
  };
  return { scope, traces, shared };
};

/** The address and fields of an upload form. */
export type Form = Parameters<typeof sendForm>[0];
