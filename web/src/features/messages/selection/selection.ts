import { create } from 'zustand';
import type { Message } from '#contracts/http/messages.ts';

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

export const endSelection = (): void => useSelection.setState({ selection: null });

/** Whether this message is selected; null while nothing is being selected. */
export const useSelected = (message: Message | null): boolean | null =>
  useSelection(({ selection }) =>
    message && selection?.conversationId === message.conversation_id
      ? selection.messages.has(message.id)
      : null,
  );
