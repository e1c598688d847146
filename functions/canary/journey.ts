import {
  ApiError,
  createApi,
  createClient,
  createMemoryCache,
  nodePlatform,
  sendFiles,
} from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { CanaryAccount, CanaryAccounts } from './accounts.ts';

/** The steps of a run, in this order; `tidy` deletes the messages and ends the sessions. */
export const canarySteps = [
  'sign-in',
  'connect',
  'send',
  'receive',
  'attachment',
  'read',
  'tidy',
] as const;
export type CanaryStep = (typeof canarySteps)[number];

export interface Timed {
  readonly step: CanaryStep;
  readonly seconds: number;
}
export interface CanaryRun {
  readonly steps: readonly Timed[];
  readonly seconds: number;
  /** The first step that failed, and why; null if all succeeded. Contains no token, password or text. */
  readonly failure: { readonly step: CanaryStep; readonly reason: string } | null;
}

/** A step with an unexpected result. */
class CanaryError extends Error {}

const reasonOf = (error: unknown): string => {
  if (error instanceof ApiError) return `the API answered ${error.message}`;
  // Other texts may quote an address with a signature or a ticket.
  return error instanceof CanaryError ? error.message : String(Object(error).name ?? error);
};

/** One of the two users: signed in, with the client library that the site uses. */
const openPerson = async (url: string, account: CanaryAccount) => {
  const platform = nodePlatform(url);
  const api = createApi(platform);
  const userId = await api.signIn(account);
  const cache = createMemoryCache(api.call);
  const client = createClient(platform, { userId, call: api.call, cache });
  const events: ServerEvent[] = [];
  const listeners = new Set<() => void>();
  // Records only events from the socket: a message that was found in the log does not count as live.
  client.onEvent((event) => {
    events.push(event);
    for (const listener of listeners) listener();
  });
  const received = <T>(find: (event: ServerEvent) => T | null): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = events.map(find).find((value) => value !== null);
        if (found === undefined || found === null) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
    });
  return { userId, api, client, received };
};
type Person = Awaited<ReturnType<typeof openPerson>>;

const isOpen = ({ client: { realtime } }: Person): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (realtime.status.getState().socket === 'open') resolve();
    };
    realtime.status.subscribe(look);
    look();
  });

/** The message with this content, if the event contains it. */
const messageWith =
  (content: string) =>
  (event: ServerEvent): Message | null =>
    event.type === 'message:new' && event.payload.content === content ? event.payload : null;

const settled = async ({ client }: Person): Promise<void> => {
  await client.settled();
  const [failed] = client.outbox.store.getState().items;
  if (failed) throw new CanaryError(`the message was refused: ${failed.refusal ?? 'no reason'}`);
};

const fileText = 'A file of the canary.\n';

const download = async (url: string, { api }: Person, message: Message): Promise<void> => {
  const [attachment] = message.attachments;
  if (!attachment) throw new CanaryError('the message came without its file');
  const params = { id: attachment.id };
  const found = await api.call('GET /api/attachments/{id}', { params });
  if (!found) throw new CanaryError('the file has no address');
  const answer = await fetch(new URL(found.url, url));
  if (!answer.ok) throw new CanaryError(`the file answered ${answer.status}`);
  if ((await answer.text()) !== fileText) throw new CanaryError('the file has other bytes');
};

const deleteMessages = async (people: readonly Person[], id: string): Promise<void> => {
  const params = { id };
  const { items = [] } =
    (await people[0]?.api.call('GET /api/conversations/{id}/messages', { params })) ?? {};
  for (const { id, sender_id: sender, deleted_at: deleted } of items) {
    const owner = people.find(({ userId }) => userId === sender);
    if (deleted === null) await owner?.api.call('DELETE /api/messages/{id}', { params: { id } });
  }
};

/**
 * Deletes the messages of both users, including those that an interrupted run has left, and ends the
 * sessions.
 */
const tidy = async (people: readonly Person[], conversationId: string | null): Promise<void> => {
  for (const { client } of people) client.stop({ isForgotten: true });
  try {
    if (conversationId !== null) await deleteMessages(people, conversationId);
  } finally {
    await Promise.all(people.map(({ api }) => api.signOut()));
  }
};

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new CanaryError(`not done within ${(ms / 1_000).toFixed(1)} seconds`);
    timer = setTimeout(() => reject(error), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

interface Options {
  /** Longest time of a step. */
  readonly stepMs?: (step: CanaryStep) => number;
  /** Longest time of all steps but the last. */
  readonly totalMs?: number;
  readonly onStep?: (timed: Timed) => void;
}

/**
 * Lets two accounts use a running Parley like people: sign in, connect, send and receive through the socket,
 * send and download a file, mark as read. Uses the site's client library. Never throws: the first failure
 * ends the run, and everything that it has created is removed either way.
 */
export const runCanary = async (
  url: string,
  accounts: CanaryAccounts,
  { stepMs = () => 8_000, totalMs = 20_000, onStep = () => undefined }: Options = {},
): Promise<CanaryRun> => {
  const people: Person[] = [];
  const steps: Timed[] = [];
  let conversationId: string | null = null;
  let failure: CanaryRun['failure'] = null;
  const start = performance.now();

  const take = async <T>(step: CanaryStep, work: () => Promise<T>): Promise<T | undefined> => {
    if (failure && step !== 'tidy') return undefined;
    const began = performance.now();
    try {
      const left = step === 'tidy' ? Number.POSITIVE_INFINITY : start + totalMs - began;
      const result = await within(Math.max(1, Math.min(stepMs(step), left)), work());
      const timed = { step, seconds: (performance.now() - began) / 1_000 };
      steps.push(timed);
      onStep(timed);
      return result;
    } catch (error) {
      failure ??= { step, reason: reasonOf(error) };
      return undefined;
    }
  };
  /** Both users, once they are signed in. */
  const both = (): readonly [Person, Person] => {
    const [ada, bob] = people;
    if (!ada || !bob) throw new CanaryError('nobody is signed in');
    return [ada, bob];
  };
  const text = `Canary ${crypto.randomUUID()}`;

  await take('sign-in', async () => {
    for (const account of accounts) people.push(await openPerson(url, account));
  });
  await take('connect', async () => {
    const [ada, bob] = both();
    const body = { peer_id: bob.userId };
    const { id, request } = await ada.api.call('POST /api/conversations', { body });
    conversationId = id;
    // Only when the two accounts meet for the first time.
    if (request) await bob.api.call('POST /api/conversations', { body: { peer_id: ada.userId } });
    for (const person of people) {
      person.client.start();
      await isOpen(person);
      await person.client.open(id);
    }
  });
  const conversation = (): string => conversationId ?? '';
  await take('send', async () => {
    const [ada] = both();
    await ada.client.outbox.enqueue(conversation(), { content: text });
    await settled(ada);
  });
  const message = await take('receive', () => both()[1].received(messageWith(text)));
  await take('attachment', async () => {
    const [ada, bob] = both();
    const file = new File([fileText], 'canary.txt', { type: 'text/plain' });
    const content = `${text} file`;
    await sendFiles(bob.client, conversation(), content, [file]);
    await settled(bob);
    await download(url, ada, await ada.received(messageWith(content)));
  });
  await take('read', async () => {
    const [ada, bob] = both();
    const { seq = 0 } = message ?? {};
    const params = { id: conversation() };
    const { unread_count } = await bob.api.call('POST /api/conversations/{id}/read', {
      params,
      body: { seq },
    });
    if (unread_count !== 0) throw new CanaryError(`${unread_count} messages stay unread`);
    await ada.received((event) =>
      event.type === 'message:read' && event.payload.user_id === bob.userId ? event : null,
    );
  });
  await take('tidy', () => tidy(people, conversationId));
  return { steps, seconds: (performance.now() - start) / 1_000, failure };
};
