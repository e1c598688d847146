import type { MessageWindow } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Marks } from '#contracts/http/marks/marks.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Request } from './api.ts';
import { essence } from './history.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';

interface LogPage {
  readonly entries: readonly {
    readonly seq: number;
    readonly kind: string;
    readonly message: Message;
  }[];
  readonly last_seq: number;
}

/** An API call as some member. */
export type Ask = (key: string, request: Request) => Promise<unknown>;

/** Directly to the server, without the simulated network. */
export const asking =
  ({ server }: Network, userId: string): Ask =>
  (key, request) =>
    server.process().api(userId, key, request);

export interface Truth {
  readonly conversation: Conversation;
  readonly marks: Marks;
  readonly messages: readonly Message[];
}

/** A member's whole view of a conversation on the server. */
export const readTruth = async (ask: Ask, id: string): Promise<Truth> => {
  const conversation = (await ask('GET /api/conversations/{id}', {
    params: { id },
  })) as Conversation;
  const marks = (await ask('GET /api/conversations/{id}/marks', { params: { id } })) as Marks;
  const messages: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { limit: '100', ...(cursor !== '' && { cursor }) };
    const page = (await ask('GET /api/conversations/{id}/messages', {
      params: { id },
      query,
    })) as { items: Message[]; next_cursor: string | null };
    messages.unshift(...page.items.toReversed());
    cursor = page.next_cursor;
  }
  return { conversation, marks, messages };
};

/** All messages of a conversation by its log, where removed ones have a place. */
export const readAll = async (ask: Ask, id: string): Promise<Pick<Truth, 'messages'>> => {
  const messages: Message[] = [];
  for (let [after, isWhole] = [0, false]; !isWhole; ) {
    const query = { after: String(after), limit: '100' };
    const log = (await ask('GET /api/conversations/{id}/log', {
      params: { id },
      query,
    })) as LogPage;
    const sent = log.entries.filter(({ kind }) => kind === 'message');
    messages.push(...sent.map(({ message }) => message));
    after = log.entries.at(-1)?.seq ?? log.last_seq;
    isWhole = after >= log.last_seq;
  }
  return { messages };
};

/** A message as a dialog shows it, with the read mark applied. */
const shown = (message: Message, { my_read_seq, peer_read_seq }: Conversation, userId: string) => ({
  ...message,
  is_read:
    message.is_read ||
    message.seq <= (message.receiver_id === userId ? my_read_seq : peer_read_seq),
});

export const differ = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Settings at the end of a schedule, when every mute of some minutes is over: a client computes that itself. */
const settingsOf = ({ me }: Conversation): object =>
  sorted({ ...me, muted_until: me.muted_until === 'forever' ? 'forever' : null });

const compareConversations = (known: Conversation, conversation: Conversation): string | null => {
  if (essence(known) !== essence(conversation)) {
    return `conversation ${JSON.stringify(known)} is not ${JSON.stringify(conversation)}`;
  }
  return differ(settingsOf(known), settingsOf(conversation))
    ? `settings ${JSON.stringify(known.me)} are not ${JSON.stringify(conversation.me)}`
    : null;
};

const compareMarks = (
  { marks }: MessageWindow,
  { me }: Conversation,
  truth: Marks,
): string | null => {
  const { clearedSeq = 0, ver = 0, hidden = [], starred = [] } = marks ?? {};
  const known = { clearedSeq, ver, hidden, starred };
  const expected = { clearedSeq: me.cleared_seq, ...truth };
  return differ(sorted(known), sorted(expected))
    ? `marks ${JSON.stringify(known)} are not ${JSON.stringify(expected)}`
    : null;
};

interface Exactness {
  readonly ignoreRev: boolean;
}

/** The messages that a window should have; a text if it starts at the wrong one. */
const expectedIn = (
  { messages: held, cursor, upTo }: MessageWindow,
  { conversation, marks, messages }: Truth,
): readonly Message[] | string => {
  const from = cursor === null ? 0 : (held[0]?.seq ?? Number.POSITIVE_INFINITY);
  const expected = messages.filter(({ seq }) => seq >= from && seq <= (upTo ?? seq));
  const isFromStart = messages.every(({ seq }) => seq >= from);
  // Everything before the window may have been removed: then its next page is empty.
  const isRemoved = conversation.me.cleared_seq > 0 || marks.hidden.length > 0;
  const isRight = isFromStart === (cursor === null) || (isFromStart && isRemoved);
  return isRight ? expected : `window starts wrongly: ${cursor}`;
};

const compareWindow = (
  window: MessageWindow,
  truth: Truth,
  userId: string,
  { ignoreRev }: Exactness,
): string | null => {
  const { conversation } = truth;
  const expected = expectedIn(window, truth);
  if (typeof expected === 'string') return expected;
  if (window.messages.length > expected.length) return 'window holds too much';
  const view = (message: Message) => {
    const full = sorted(shown(message, conversation, userId));
    return ignoreRev ? { ...full, rev: 0 } : full;
  };
  for (const [index, message] of expected.entries()) {
    const held = window.messages[index];
    if (!held) return `message ${message.seq} is missing`;
    if (differ(view(held), view(message))) {
      return `message ${JSON.stringify(held)} is not ${JSON.stringify(message)}`;
    }
  }
  return null;
};

/** The first difference between page and server; null if there is none. */
export const compareReplica = (page: Page, truth: Truth, how: Exactness): string | null => {
  const { conversation } = truth;
  const known = page.cache.conversation(conversation.id);
  if (!known) return 'conversation is missing';
  const difference = compareConversations(known, conversation);
  if (difference) return difference;
  const window = page.cache.window(conversation.id);
  if (!window) return page.openDialogs().includes(conversation.id) ? 'dialog is empty' : null;
  return (
    compareMarks(window, conversation, truth.marks) ??
    compareWindow(window, truth, page.peer.userId, how)
  );
};
