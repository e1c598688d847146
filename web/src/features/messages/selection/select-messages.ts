import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '#contracts/http/messages.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import type { Selection } from './selection.ts';
import { useSelection } from './selection.ts';

/** Maximum number of selected messages. */
export const MAX_SELECTED = 100;

const put = (selection: Selection): void => useSelection.setState({ selection });

/** Selects a message, or deselects it; starts the selection with the first. */
export const toggleSelected = (message: Message): void => {
  const { selection } = useSelection.getState();
  const { conversation_id: conversationId, id } = message;
  const messages = new Map(
    selection?.conversationId === conversationId ? selection.messages : undefined,
  );
  if (!messages.delete(id) && messages.size < MAX_SELECTED) messages.set(id, message);
  put({ conversationId, messages, last: id });
};

/**
 * Selects all from the last one to this one, both included; if these are too many, those next to the last one. `loaded`:
 * the loaded messages, in order.
 */
export const selectUpTo = (message: Message, loaded: readonly Message[]): void => {
  const { selection } = useSelection.getState();
  const from = loaded.findIndex(({ id }) => id === selection?.last);
  const to = loaded.findIndex(({ id }) => id === message.id);
  if (!selection || from < 0 || to < 0) {
    toggleSelected(message);
    return;
  }
  const messages = new Map(selection.messages);
  const range = loaded.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const one of from < to ? range : range.reverse()) {
    if (one.deleted_at === null && messages.size < MAX_SELECTED) messages.set(one.id, one);
  }
  put({ ...selection, messages, last: message.id });
};

/** `selectUpTo` with the messages that are loaded. */
export const selectInLog = (client: QueryClient, message: Message): void =>
  selectUpTo(message, createQueryCache(client).window(message.conversation_id)?.messages ?? []);

/**
 * Deselects messages that the user no longer sees, so that others can be selected in their place. Returns whether there
 * were any.
 */
export const retainSelected = (seen: ReadonlySet<string>): boolean => {
  const { selection } = useSelection.getState();
  if (!selection || [...selection.messages.keys()].every((id) => seen.has(id))) return false;
  put({
    ...selection,
    messages: new Map([...selection.messages].filter(([id]) => seen.has(id))),
  });
  return true;
};
