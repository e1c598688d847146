import type { MessageWindow } from '#client';
import { isSeen, messageAt } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { Selection } from './selection.ts';

/** The selected messages that the user still sees, oldest first, as they are now if they are loaded. */
export const currentMessages = (
  { messages }: Pick<Selection, 'messages'>,
  window: Pick<MessageWindow, 'messages' | 'marks'> | undefined,
  now: number,
): readonly Message[] => {
  const known = new Map(window?.messages.map((message) => [message.id, message]));
  return [...messages.values()]
    .map((message) => messageAt(known.get(message.id) ?? message, now))
    .filter((message) => message.deleted_at === null && isSeen(window ?? {}, message))
    .sort((one, other) => one.seq - other.seq);
};
