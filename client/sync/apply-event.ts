import type { ServerEvent } from '#contracts/realtime.ts';
import { sawServerTime } from '../http/clock.ts';
import type { Cache } from './cache.ts';
import type { LoggedEvent } from './conversation-index.ts';
import {
  foldConversation,
  foldPerson,
  foldPresence,
  foldSettings,
  mergeConversation,
} from './conversation-index.ts';
import { foldMarks, lacksMarksIn } from './marks/window-marks.ts';
import { foldEntry, markRead } from './message-window.ts';

/** What to load from the server, because an event showed a gap. */
export type Missing = { readonly conversationId: string } | 'list' | null;

type ReadEvent = Extract<ServerEvent, { type: 'message:read' }>;
type SettingsEvent = Extract<ServerEvent, { type: 'conversation:settings' }>;
type ConversationEvent = LoggedEvent | ReadEvent;

const foldIntoConversation = (cache: Cache, event: ConversationEvent, userId: string): Missing => {
  if (cache.conversations() === undefined) return 'list';
  const id = event.conversation_id;
  const known = cache.conversation(id);
  const folded = known && foldConversation(known, event, userId);
  if (!folded) return { conversationId: id };
  cache.setConversations((index) => ({ ...index, [id]: folded }));
  return null;
};

/** Requests the log if the loaded messages are not complete up to `seq`. */
const missingUpTo = (cache: Cache, conversationId: string, seq: number): Missing => {
  const window = cache.window(conversationId);
  return window !== undefined && window.logSeq < seq ? { conversationId } : null;
};

const applyLogged = (cache: Cache, event: LoggedEvent, userId: string): Missing => {
  const id = event.conversation_id;
  sawServerTime(Date.parse(event.payload.updated_at));
  cache.refreshMessage(event.payload);
  cache.setWindow(id, (window) => foldEntry(window, event.seq, event.payload));
  const missing = foldIntoConversation(cache, event, userId);
  return missing ?? missingUpTo(cache, id, event.seq);
};

const applyRead = (cache: Cache, event: ReadEvent, userId: string): Missing => {
  const { conversation_id: id, payload, seq } = event;
  const missing = foldIntoConversation(cache, event, userId);
  if (!('message_id' in payload)) return missing;
  cache.setWindow(id, (window) => markRead(window, payload.seq));
  return missing ?? missingUpTo(cache, id, seq ?? 0);
};

/**
 * A pinned or archived conversation may be older than those that are loaded. Only the server knows which messages
 * were hidden or starred, and what the preview is then.
 */
const applySettings = (cache: Cache, event: SettingsEvent): Missing => {
  const { conversation_id: conversationId } = event;
  const before = cache.conversation(conversationId)?.me;
  cache.setConversations((index) => foldSettings(index, event));
  if (cache.conversations() === undefined) return 'list';
  foldMarks(cache, conversationId).catch(() => undefined);
  const known = cache.conversation(conversationId);
  const isMarked = (before?.marks_ver ?? 0) < event.payload.marks_ver;
  const isMissing = !known || isMarked || lacksMarksIn(cache, conversationId);
  return isMissing ? { conversationId } : null;
};

/**
 * Applies an event to the cache. Events may arrive twice, late or not at all: an older one changes
 * nothing, and a gap is returned as what to load.
 */
export const applyEvent = (cache: Cache, event: ServerEvent, userId: string): Missing => {
  switch (event.type) {
    case 'message:new':
    case 'message:update':
    case 'message:delete':
      return applyLogged(cache, event, userId);
    case 'message:read':
      return applyRead(cache, event, userId);
    case 'conversation:new':
      cache.setConversations((index) => mergeConversation(index, event.payload));
      return cache.conversations() === undefined ? 'list' : null;
    case 'conversation:settings':
      return applySettings(cache, event);
    case 'presence:update':
      cache.setConversations((index) => foldPresence(index, event));
      return null;
    case 'user:update':
      cache.setConversations((index) => foldPerson(index, event));
      return null;
    case 'presence:typing':
    case 'account:event':
    case 'pong':
    case 'error':
      return null;
    default:
      // `decodeFrame` drops events of types that this version does not know.
      event satisfies never;
      return null;
  }
};
