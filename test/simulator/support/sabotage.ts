import type { Cache, Call, SocketLike } from '#client';
import { ApiError } from '#client';
import type { Message } from '#contracts/http/messages.ts';

/** Guards of the client, and one of the server, disabled on purpose to prove that the simulator detects it. */
export const sabotages = {
  rev: 'every message looks newer than the one that is held',
  ver: 'every event looks as if it followed directly',
  'catch-up': 'nothing that was missed is ever fetched',
  'client-id': 'each further attempt to send gets another id',
  reaction: 'a reaction without an answer is given up',
  marks: 'what was removed or starred on another device is never fetched',
  mute: 'a message of a muted conversation is announced',
  'push retry': 'a notification that a push service did not accept is never sent again',
} as const;
export type Sabotage = keyof typeof sabotages;

interface Honest {
  readonly call: Call;
  readonly open: (ticket: string) => SocketLike;
}
type Asked = (key: string, input?: { body?: Record<string, unknown> }) => Promise<unknown>;

const isMessage = (value: object): value is Message => 'rev' in value && 'client_id' in value;

/** Applies `change` to every message in an answer or event. */
const eachMessage = (value: unknown, change: (message: Message) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  if (isMessage(value)) change(value);
  else for (const part of Object.values(value)) eachMessage(part, change);
};

/** Changes the frames that a socket receives. */
const withEars = (like: SocketLike, change: (event: Record<string, unknown>) => void): SocketLike =>
  new Proxy(like, {
    set: (target, name, value: unknown) => {
      const hear = value as SocketLike['onmessage'];
      const changed: SocketLike['onmessage'] = ({ data }) => {
        const event = JSON.parse(String(data)) as Record<string, unknown>;
        change(event);
        hear?.({ data: JSON.stringify(event) });
      };
      return Reflect.set(target, name, name === 'onmessage' && hear ? changed : value);
    },
  });

/** The same connection to the server with one guard disabled. */
export const sabotaged = (sabotage: Sabotage, { call, open }: Honest, cache: Cache): Honest => {
  const ask = call as unknown as Asked;
  let count = 1_000_000;
  const newer = (message: Message): void => {
    (message as { rev: number }).rev = ++count;
  };
  let lists = 0;
  const tried = new Set<string>();
  const isMissed = (key: string): boolean => {
    if (key === 'GET /api/conversations') return ++lists > 1;
    return key === 'GET /api/conversations/{id}' || key.endsWith('/log');
  };
  const lies: Record<Sabotage, Asked> = {
    rev: async (key, input) => {
      const value = await ask(key, input);
      eachMessage(value, newer);
      return value;
    },
    ver: ask,
    reaction: (key, input) =>
      ask(key, input).catch((error: unknown) => {
        throw key.endsWith('/reaction') ? new ApiError(400, 'gateway') : error;
      }),
    marks: (key, input) =>
      key === 'GET /api/conversations/{id}/marks'
        ? Promise.reject(new ApiError(0, 'network'))
        : ask(key, input),
    mute: ask,
    'push retry': ask,
    'catch-up': async (key, input) => {
      if (isMissed(key)) throw new ApiError(0, 'network');
      return ask(key, input);
    },
    'client-id': (key, input) => {
      const id = input?.body?.['client_id'];
      if (typeof id !== 'string' || !tried.has(id)) {
        if (typeof id === 'string') tried.add(id);
        return ask(key, input);
      }
      const another = `00000000-0000-4000-9000-${String(++count).padStart(12, '0')}`;
      return ask(key, { ...input, body: { ...input?.body, client_id: another } });
    },
  };
  const hear = (event: Record<string, unknown>): void => {
    if (sabotage === 'rev') eachMessage(event, newer);
    const id = event['conversation_id'];
    if (sabotage !== 'ver' || typeof id !== 'string' || event['ver'] === undefined) return;
    event['ver'] = (cache.conversation(id)?.ver ?? 0) + 1;
  };
  return {
    call: lies[sabotage] as unknown as Call,
    open: (ticket) => withEars(open(ticket), hear),
  };
};
