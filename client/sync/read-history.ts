import type { Conversation } from '#contracts/http/conversations.ts';
import type { Call } from '../http/call.ts';
import type { HistoryPage } from './message-window.ts';

/** Fills most screens and still loads fast over a new, slow connection. */
const FIRST_PAGE = '24';

/** A page of messages, latest first: from a cursor on, or around a message id. */
export const readHistory = (
  call: Call,
  id: string,
  query: { limit: string; cursor?: string },
  signal?: AbortSignal,
): Promise<HistoryPage> =>
  call('GET /api/conversations/{id}/messages', { params: { id }, query }, signal);

/** The first page of a dialog. */
export const readLatest = (call: Call, id: string, signal?: AbortSignal): Promise<HistoryPage> =>
  readHistory(call, id, { limit: FIRST_PAGE }, signal);

export const readConversation = (
  call: Call,
  id: string,
  signal?: AbortSignal,
): Promise<Conversation> => call('GET /api/conversations/{id}', { params: { id } }, signal);
