import type { ConversationIndex, MessageWindow } from '#client';
import { indexAt, mapWindow, messageAt } from '#client';
import { keys } from './query-cache.ts';

/** A cached answer without what has expired by now; the same object if nothing has. */
export const copyAt = ([word]: readonly string[], data: unknown, now: number): unknown => {
  if (word === keys.conversations[0]) return indexAt(data as ConversationIndex, now);
  if (word !== keys.messages('')[0]) return data;
  return mapWindow(data as MessageWindow, (message) => messageAt(message, now));
};
