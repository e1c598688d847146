import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import { withKnownMarks } from './marks/window-marks.ts';
import type { MessageWindow } from './message-window.ts';
import { windowOf } from './message-window.ts';
import { readConversation, readHistory, readLatest } from './read-history.ts';
import { windowAround } from './window-pages.ts';

export interface LoadDeps {
  readonly call: Call;
  readonly cache: Cache;
}

const PAGE = '50';
const MAX_LAG = 100;

/**
 * A page of history may lag behind the conversation: it is complete up to its highest `rev`, and
 * the rest comes from the log. Entries about older messages leave no trace in the page, so it goes
 * back at most `MAX_LAG`.
 */
const completeUpTo = (items: readonly { rev: number }[], lastSeq: number): number => {
  const newest = Math.max(0, ...items.map(({ rev }) => rev));
  return Math.max(Math.min(newest, lastSeq), lastSeq - MAX_LAG);
};

const conversationOf = async (
  { call, cache }: LoadDeps,
  id: string,
  signal?: AbortSignal,
): Promise<Conversation> => cache.conversation(id) ?? readConversation(call, id, signal);

const readLog = ({ call }: LoadDeps, id: string, after: number, signal?: AbortSignal) =>
  call(
    'GET /api/conversations/{id}/log',
    { params: { id }, query: { after: String(after), limit: PAGE } },
    signal,
  );

const readEnd = async (
  deps: LoadDeps,
  id: string,
  conversation: Promise<Conversation>,
  signal?: AbortSignal,
): Promise<MessageWindow> => {
  const [{ last_seq }, page] = await Promise.all([conversation, readLatest(deps.call, id, signal)]);
  return withKnownMarks(deps.cache, id, windowOf(page, completeUpTo(page.items, last_seq)));
};

/**
 * The end of a conversation. Entries that arrive meanwhile are found by comparing `logSeq` later.
 */
export const loadEnd = (deps: LoadDeps, id: string, signal?: AbortSignal): Promise<MessageWindow> =>
  readEnd(deps, id, conversationOf(deps, id, signal), signal);

/** A message with its surroundings. */
export const loadAround = async (
  deps: LoadDeps,
  id: string,
  message: Pick<Message, 'id' | 'seq'>,
): Promise<MessageWindow> => {
  const { last_seq } = await conversationOf(deps, id);
  const [page, log] = await Promise.all([
    readHistory(deps.call, id, { limit: PAGE, cursor: message.id }),
    readLog(deps, id, message.seq - 1),
  ]);
  const window = windowAround(page, log, (messages) => completeUpTo(messages, last_seq));
  return withKnownMarks(deps.cache, id, window);
};

/** From the read mark on, with the page before it; null if all is read. */
const loadUnread = async (
  deps: LoadDeps,
  { id, last_seq, my_read_seq }: Conversation,
  signal?: AbortSignal,
): Promise<MessageWindow | null> => {
  const log = await readLog(deps, id, my_read_seq, signal);
  const first = log.entries.find(({ kind }) => kind === 'message');
  if (!first) return null;
  const page = await readHistory(deps.call, id, { limit: PAGE, cursor: first.message.id }, signal);
  const window = windowAround(page, log, (messages) => completeUpTo(messages, last_seq));
  return withKnownMarks(deps.cache, id, window);
};

/**
 * What a dialog opens with: the end, or the first unread messages if the end does not contain them.
 */
export const loadWindow = async (
  deps: LoadDeps,
  id: string,
  signal?: AbortSignal,
): Promise<MessageWindow> => {
  const conversation = conversationOf(deps, id, signal);
  const end = await readEnd(deps, id, conversation, signal);
  const known = await conversation;
  const oldest = end.messages[0]?.seq ?? 0;
  const isAllThere = end.cursor === null || oldest <= known.my_read_seq + 1;
  if (known.unread_count === 0 || isAllThere) return end;
  return (await loadUnread(deps, known, signal)) ?? end;
};
