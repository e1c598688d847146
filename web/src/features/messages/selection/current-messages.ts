import type { Message } from '#contracts/http/messages.ts';
import type { Selection } from './selection.ts';

/** The selected messages that still exist, oldest first, as they are now if they are loaded. */
export const currentMessages = (
  { messages }: Selection,
  loaded: readonly Message[],
): readonly Message[] => {
  const known = new Map(loaded.map((message) => [message.id, message]));
  return [...messages.values()]
    .map((message) => known.get(message.id) ?? message)
    .filter(({ deleted_at }) => deleted_at === null)
    .sort((one, other) => one.seq - other.seq);
};
