import type { Conversation } from '../../functions/contracts/http/conversations.ts';
import type { Message } from '../../functions/contracts/http/messages.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import type { MessageWindow } from './message-window.ts';
import { windowOf } from './message-window.ts';
import { readConversation, readHistory, readLatest } from './read-history.ts';
import { windowAround } from './window-pages.ts';

export interface LoadDeps {
  readonly call: Call;
  readonly cache: Cache;
}

const PAGE = '50';
const MOST_LAG = 100;

/**
 * A page of history may lag a moment behind the conversation: what it shows no trace of counts as
 * missing, and is found in the log. What concerns older messages leaves no trace, so this goes back
 * only so far.
 */
const completeUpTo = (items: readonly { rev: number }[], lastSeq: number): number => {
  const newest = Math.max(0, ...items.map(({ rev }) => rev));
  return Math.max(Math.min(newest, lastSeq), lastSeq - MOST_LAG);
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
  return windowOf(page, completeUpTo(page.items, last_seq));
};

/** The end of a conversation. What happens meanwhile is found by comparing `logSeq` afterwards. */
export const loadEnd = (deps: LoadDeps, id: string, signal?: AbortSignal): Promise<MessageWindow> =>
  readEnd(deps, id, conversationOf(deps, id, signal), signal);

/** A message with what is around it. */
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
  return windowAround(page, log, (messages) => completeUpTo(messages, last_seq));
};

/** From a read mark on, with the page before it; null when nothing was sent after the mark. */
const loadUnread = async (
  deps: LoadDeps,
  { id, last_seq, my_read_seq }: Conversation,
  signal?: AbortSignal,
): Promise<MessageWindow | null> => {
  const log = await readLog(deps, id, my_read_seq, signal);
  const first = log.entries.find(({ kind }) => kind === 'message');
  if (!first) return null;
  const page = await readHistory(deps.call, id, { limit: PAGE, cursor: first.message.id }, signal);
  return windowAround(page, log, (messages) => completeUpTo(messages, last_seq));
};

/** What a dialog opens with: the end, or, when more is unread than that holds, where it begins. */
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
