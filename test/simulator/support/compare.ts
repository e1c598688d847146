import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Request } from './api.ts';
import type { Device, Pressed, Reacted } from './device.ts';
import { essence } from './history.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';

/** An API call as some member. */
export type Ask = (key: string, request: Request) => Promise<unknown>;

/** Directly to the server, without the simulated network. */
export const asking =
  ({ server }: Network, userId: string): Ask =>
  (key, request) =>
    server.process().api(userId, key, request);

export interface Truth {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

/** A member's whole view of a conversation on the server. */
export const readTruth = async (ask: Ask, id: string): Promise<Truth> => {
  const conversation = (await ask('GET /api/conversations/{id}', {
    params: { id },
  })) as Conversation;
  const messages: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { limit: '100', ...(cursor !== '' && { cursor }) };
    const page = (await ask('GET /api/conversations/{id}/messages', {
      params: { id },
      query,
    })) as { items: Message[]; next_cursor: string | null };
    messages.unshift(...page.items.toReversed());
    cursor = page.next_cursor;
  }
  return { conversation, messages };
};

/** A message as a dialog shows it, with the read mark applied. */
const shown = (message: Message, { my_read_seq, peer_read_seq }: Conversation, userId: string) => ({
  ...message,
  is_read:
    message.is_read ||
    message.seq <= (message.receiver_id === userId ? my_read_seq : peer_read_seq),
});

const differ = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Settings at the end of a schedule, when every mute of some minutes is over: a client computes that itself. */
const settingsOf = ({ me }: Conversation): object =>
  sorted({ ...me, muted_until: me.muted_until === 'forever' ? 'forever' : null });

const compareConversations = (known: Conversation, conversation: Conversation): string | null => {
  if (essence(known) !== essence(conversation)) {
    return `conversation ${JSON.stringify(known)} is not ${JSON.stringify(conversation)}`;
  }
  return differ(settingsOf(known), settingsOf(conversation))
    ? `settings ${JSON.stringify(known.me)} are not ${JSON.stringify(conversation.me)}`
    : null;
};

/** The first difference between page and server; null if there is none. */
export const compareReplica = (
  page: Page,
  truth: Truth,
  { ignoreRev }: { ignoreRev: boolean },
): string | null => {
  const { conversation, messages } = truth;
  const { userId } = page.peer;
  const known = page.cache.conversation(conversation.id);
  if (!known) return 'conversation is missing';
  const difference = compareConversations(known, conversation);
  if (difference) return difference;
  const window = page.cache.window(conversation.id);
  if (!window) return page.openDialogs().includes(conversation.id) ? 'dialog is empty' : null;
  const oldest = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const from = window.cursor === null ? 0 : oldest;
  const upTo = window.upTo ?? Number.POSITIVE_INFINITY;
  const expected = messages.filter(({ seq }) => seq >= from && seq <= upTo);
  const isFromStart = expected[0] === messages[0];
  if (isFromStart !== (window.cursor === null)) return `window starts wrongly: ${window.cursor}`;
  if (window.messages.length > expected.length) return 'window holds too much';
  const view = (message: Message) => {
    const full = sorted(shown(message, conversation, userId));
    return ignoreRev ? { ...full, rev: 0 } : full;
  };
  for (const [index, message] of expected.entries()) {
    const held = window.messages[index];
    if (!held) return `message ${message.seq} is missing`;
    if (differ(view(held), view(message))) {
      return `message ${JSON.stringify(held)} is not ${JSON.stringify(message)}`;
    }
  }
  return null;
};

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
  truths: readonly Truth[],
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
  // The choices of a page that was closed may be lost, and those of two pages have no order.
  const isSure = isExact && choices.every(({ page }) => page === first?.page);
  if (!first?.page.gate.isOpen() || !isSure || message.deleted_at !== null) return null;
  const last = choices.at(-1)?.emoji ?? null;
  return emoji === last ? null : `message ${message.seq} has ${emoji} and not ${last}`;
};

/** No choice waits, and each message has the last one of each user. */
export const compareReactions = (
  devices: readonly Pick<Device, 'reacted' | 'userId' | 'pages'>[],
  truths: readonly Truth[],
  { hasRepeated }: Pick<Network, 'hasRepeated'>,
): string | null => {
  const waiting = devices
    .flatMap((device) => device.pages())
    .find(({ realtime }) => Object.keys(realtime.reactions.store.getState().pending).length > 0);
  if (waiting) return 'a reaction was never sent';
  const wrong = truths
    .flatMap(({ messages }) => messages)
    .flatMap((message) =>
      [...new Set(devices.map(({ userId }) => userId))].map((userId) => {
        const choices = devices
          .filter((device) => device.userId === userId)
          .flatMap(({ reacted }) => reacted)
          .filter(({ messageId }) => messageId === message.id);
        return wrongReaction(message, userId, choices, !hasRepeated(userId, message.id));
      }),
    );
  return wrong.find((difference) => difference !== null) ?? null;
};
