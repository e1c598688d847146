import type { Message } from '#contracts/http/messages.ts';
import type { Truth } from './compare.ts';
import { differ } from './compare.ts';
import type { Device, Pressed, Reacted } from './device.ts';
import type { Network } from './network.ts';

/** Two presses of Send with a longer pause than this have an order, also in two pages. */
const AT_ONCE_MS = 100;

const isBefore = (one: Pressed, other: Pressed, atOnceMs: number): boolean =>
  one.page === other.page ? one.order < other.order : one.at + atOnceMs < other.at;

/** A message that was not deleted has its files, in the picked order. */
const wrongFiles = (message: Message | undefined, { clientId, files }: Pressed): string | null => {
  if (!message || message.deleted_at !== null) return null;
  const names = message.attachments.map(({ filename }) => filename);
  return differ(names, files) ? `${clientId} has the files ${names} and not ${files}` : null;
};

const overtaking = (item: Pressed, other: Pressed): string => {
  const pages = item.page === other.page ? 'in the same page' : 'in another page';
  return `${item.clientId} was overtaken by ${other.clientId}, pressed ${other.at - item.at} ms later ${pages}`;
};

/**
 * Every accepted message is in the log once, in the order in which the device's user pressed Send.
 */
export const compareSends = (
  devices: readonly Pick<Device, 'pressed'>[],
  truths: readonly Pick<Truth, 'messages'>[],
  atOnceMs = AT_ONCE_MS,
): string | null => {
  const pressed = new Map(
    devices.flatMap(({ pressed }) => pressed.map((item) => [item.clientId, item] as const)),
  );
  const seen = new Set<string>();
  for (const { messages } of truths) {
    const written = messages.filter(({ notice }) => !notice);
    const log = written.map(({ client_id }) => pressed.get(client_id));
    for (const [index, item] of log.entries()) {
      if (!item) return `message ${index + 1} was never sent by anyone, or more than once`;
      seen.add(item.clientId);
      const wrong = wrongFiles(written[index], item);
      if (wrong) return wrong;
      const overtaken = log
        .slice(0, index)
        .find((earlier) => earlier?.device === item.device && isBefore(item, earlier, atOnceMs));
      if (overtaken) return overtaking(item, overtaken);
    }
  }
  const lost = [...pressed.values()].find((item) => item.isAccepted && !seen.has(item.clientId));
  return lost ? `${lost.clientId} was accepted and is lost` : null;
};

const reactionOn = (message: Message, userId: string): string | null =>
  message.reactions.find(({ user_id }) => user_id === userId)?.emoji ?? null;

const wrongReaction = (
  message: Message,
  userId: string,
  choices: readonly Reacted[],
  isExact: boolean,
): string | null => {
  const emoji = reactionOn(message, userId);
  const isOne = choices.some((choice) => choice.emoji === emoji);
  if (emoji !== null && !isOne) return `nobody chose ${emoji} for message ${message.seq}`;
  const [first] = choices;
  // The choices of two devices have no order.
  const isSure = isExact && choices.every(({ device }) => device === first?.device);
  if (!first || !isSure || message.deleted_at !== null) return null;
  const last = choices.at(-1)?.emoji ?? null;
  return emoji === last ? null : `message ${message.seq} has ${emoji} and not ${last}`;
};

/** No choice waits, and each message has the last one of each user. */
export const compareReactions = (
  devices: readonly Pick<Device, 'reacted' | 'userId' | 'pages'>[],
  truths: readonly Pick<Truth, 'messages'>[],
  { hasRepeated }: Pick<Network, 'hasRepeated'>,
  isRemoved: (userId: string, message: Message) => boolean,
): string | null => {
  const waiting = devices
    .flatMap((device) => device.pages())
    .find(({ realtime: { reactions, marks } }) =>
      [reactions, marks].some(({ store }) => Object.keys(store.getState().pending).length > 0),
    );
  if (waiting) return 'a reaction or a mark was never sent';
  const wrong = truths
    .flatMap(({ messages }) => messages)
    .flatMap((message) =>
      [...new Set(devices.map(({ userId }) => userId))].map((userId) => {
        const choices = devices
          .filter((device) => device.userId === userId)
          .flatMap(({ reacted }) => reacted)
          .filter(({ messageId }) => messageId === message.id);
        // A choice for what its user has removed meanwhile is refused.
        const isExact = !hasRepeated(userId, message.id) && !isRemoved(userId, message);
        return wrongReaction(message, userId, choices, isExact);
      }),
    );
  return wrong.find((difference) => difference !== null) ?? null;
};
