import type { Message } from '#contracts/http/messages.ts';

const emojiOf = ({ reactions }: Message, userId: string): string | null =>
  reactions.find(({ user_id }) => user_id === userId)?.emoji ?? null;

/** The latest new reaction of a user between two states of a window; null if there is none. */
export const newReaction = (
  before: readonly Message[],
  after: readonly Message[],
  userId: string,
): { readonly message: Message; readonly emoji: string } | null => {
  if (before === after) return null;
  const known = new Map(before.map((message) => [message.id, message]));
  const changed = after
    .filter((message) => {
      const old = known.get(message.id);
      return (
        old !== undefined && old !== message && emojiOf(old, userId) !== emojiOf(message, userId)
      );
    })
    .sort((one, other) => other.rev - one.rev);
  const message = changed.find((one) => emojiOf(one, userId) !== null);
  return message ? { message, emoji: emojiOf(message, userId) ?? '' } : null;
};
