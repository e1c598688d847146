import { create } from 'zustand';
import type { Message } from '#contracts/http/messages.ts';

/** Maximum number of selected messages. */
export const MAX_SELECTED = 100;

/** The selected messages of one conversation. */
export interface Selection {
  readonly conversationId: string;
  /** By id, as they were when they were selected. */
  readonly messages: ReadonlyMap<string, Message>;
  /** Id of the message that was selected or deselected last. */
  readonly last: string;
}

export const useSelection = create<{ readonly selection: Selection | null }>(() => ({
  selection: null,
}));

const put = (selection: Selection | null): void => useSelection.setState({ selection });

export const endSelection = (): void => put(null);

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

/** Selects all from the last one to this one, both included. `loaded`: the loaded messages, in order. */
export const selectUpTo = (message: Message, loaded: readonly Message[]): void => {
  const { selection } = useSelection.getState();
  const from = loaded.findIndex(({ id }) => id === selection?.last);
  const to = loaded.findIndex(({ id }) => id === message.id);
  if (!selection || from < 0 || to < 0) {
    toggleSelected(message);
    return;
  }
  const messages = new Map(selection.messages);
  for (const one of loaded.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (one.deleted_at === null && messages.size < MAX_SELECTED) messages.set(one.id, one);
  }
  put({ ...selection, messages, last: message.id });
};
