import { askAgain } from '../../test/support/ask-again.ts';
import type { Answer, Client, Options } from '../../test/support/client.ts';
import { idOfToken, type People, type Person } from './people.ts';
import type { StageView } from './stage-view.ts';

interface Trace {
  readonly id: string;
  /** The token that created it. */
  readonly token: string;
}

/** What a run has created and must remove. */
export interface Traces {
  readonly messages: Map<string, Trace>;
  readonly uploads: Map<string, Trace>;
}

const isMessage = (path: string): boolean =>
  /^\/messages$|^\/conversations\/[^/]+\/messages$/.test(path);

/** Records what a call has created or removed. */
export const note = (
  { messages, uploads }: Traces,
  { method, path, options }: { method: string; path: string; options: Options },
  { status, body }: Answer,
): void => {
  const token = options.token ?? '';
  if (method === 'POST' && status === 201 && isMessage(path)) {
    messages.set(body.id, { id: body.id, token });
    for (const { id } of body.attachments) uploads.delete(id);
  }
  if (method === 'POST' && status === 201 && path === '/attachments') {
    uploads.set(body.id, { id: body.id, token });
  }
  if (method === 'DELETE' && status === 204 && path.startsWith('/messages/')) {
    messages.delete(path.slice('/messages/'.length).split('?')[0] ?? '');
  }
};

/** Runs a few tasks at once: a new AWS account may run ten functions. */
const each = async <T>(items: Iterable<T>, work: (item: T) => Promise<unknown>): Promise<void> => {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([1, 2, 3, 4].map(worker));
};

export interface Removed {
  readonly accounts: number;
  readonly messages: number;
  readonly uploads: number;
  /** The number of table items that were deleted with the rights of an operator. */
  readonly items: number;
  /** What could not be removed, as text. */
  readonly left: readonly string[];
}

/**
 * Removes what a run has created: deletes its messages with their files, discards its uploads, deactivates
 * its accounts. Given accounts stay. Never throws: failures are listed.
 */
export const removeTraces = async (
  { call, people, traces }: { call: Client['call']; people: People; traces: Traces },
  operator: Pick<StageView, 'deactivate' | 'erase'> | null,
): Promise<Removed> => {
  const left: string[] = [];
  const counts = { accounts: 0, messages: 0, uploads: 0, items: 0 };
  const attempt = async (what: string, work: () => Promise<boolean>): Promise<boolean> => {
    const isDone = await work().catch(() => false);
    if (!isDone) left.push(what);
    return isDone;
  };
  /** A valid token in place of an older one, whose session a check may have ended. */
  const fresh = new Map<string, string>();
  const renewed = async (person: Person): Promise<string> => {
    const known = fresh.get(person.id);
    if (known !== undefined) return known;
    const me = await call('GET', '/users/me', { token: person.token });
    const token =
      me.status === 200 ? person.token : ((await people.signIn(person)).body.access_token ?? '');
    fresh.set(person.id, token);
    return token;
  };
  const tokenFor = async ({ token }: Trace): Promise<string> => {
    const owner = people.all().find(({ id }) => id === idOfToken(token));
    return owner ? renewed(owner) : token;
  };

  await each([...traces.uploads.values()], async (upload) => {
    const token = await tokenFor(upload);
    // An unfinished upload is discarded; a finished one is deleted with its message.
    const done = await attempt(`upload ${upload.id}`, async () => {
      const { status } = await call('POST', `/attachments/${upload.id}/complete`, { token });
      if (status !== 200) return status === 422 || status === 404 || status === 401;
      const me = await call('GET', '/users/me', { token });
      const sent = await call('POST', '/messages', {
        token,
        json: { text: 'To be deleted.', receiver_id: me.body.id, attachment_ids: [upload.id] },
      });
      return sent.status === 201;
    });
    if (done) counts.uploads += 1;
  });
  await each([...traces.messages.values()], async (message) => {
    const done = await attempt(`message ${message.id}`, async () => {
      const token = await tokenFor(message);
      const { status } = await call('DELETE', `/messages/${message.id}`, { token });
      return status === 204 || status === 404;
    });
    if (done) counts.messages += 1;
  });
  const own = people.all().filter(({ isOwn }) => isOwn);
  await each(own, async (person) => {
    const done = await attempt(`account ${person.username}`, async () => {
      const token = await renewed(person);
      const { status } = await askAgain(() => call('DELETE', '/users/me', { token }));
      if (status === 204) return true;
      if (operator) await operator.deactivate(person.username);
      // A deactivated account cannot sign in.
      return operator !== null || (await people.signIn(person)).status === 401;
    });
    if (done) counts.accounts += 1;
  });
  // Given accounts have conversations with some of these users.
  if (operator && own.length === people.all().length && left.length === 0) {
    await attempt('items of deactivated accounts', async () => {
      counts.items = await operator.erase(own);
      return true;
    });
  }
  return { ...counts, left };
};
