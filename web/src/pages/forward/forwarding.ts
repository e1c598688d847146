import type { ComponentProps } from 'react';
import type { MessageWindow, Outgoing } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import { requestLimits } from '#contracts/http/request-limits.ts';
import { currentMessages } from '../../features/messages/selection/current-messages.ts';
import type { Avatar } from '../../ui/avatar.tsx';

/** Maximum number of conversations at once. */
export const MAX_TARGETS = 5;

/** Why these messages cannot be forwarded to a conversation or a person. */
export type Obstacle = 'blocked' | 'inactive' | 'files' | 'full' | 'filesFirst' | 'manyFirst';

/** A conversation, or a person without one. */
export interface Target {
  readonly id: string;
  readonly face: Omit<ComponentProps<typeof Avatar>, 'size'>;
  readonly name: string;
  readonly obstacle: Obstacle | null;
}

const hasFiles = (messages: readonly Message[]): boolean =>
  messages.some(({ attachments }) => attachments.length > 0);

export const obstacleTo = (
  { peer, request }: Conversation,
  messages: readonly Message[],
  isBlocked: boolean,
): Obstacle | null => {
  if (isBlocked) return 'blocked';
  if (!peer.is_active) return 'inactive';
  if (!request) return null;
  if (hasFiles(messages)) return 'files';
  return request.messages_left < messages.length ? 'full' : null;
};

/**
 * The first messages to somebody are a request, unless the operator has turned requests off: some texts, no files.
 * A conversation that is not loaded counts as none.
 */
export const obstacleOfPerson = (
  messages: readonly Message[],
  isBlocked: boolean,
): Obstacle | null => {
  if (isBlocked) return 'blocked';
  if (hasFiles(messages)) return 'filesFirst';
  return messages.length > requestLimits.messages ? 'manyFirst' : null;
};

/** Text and files of a message, without its reply and its reactions. */
const forwardedCopy = ({ content, attachments }: Message): Outgoing => ({
  content: content ?? '',
  isForwarded: true,
  ...(attachments.length > 0 && { copies: attachments }),
});

/** What is sent: not what has expired, was deleted or was removed while the user chose to whom. */
export const forwardedCopies = (
  messages: readonly Message[],
  window: Pick<MessageWindow, 'messages' | 'marks'> | undefined,
  now: number,
): readonly Outgoing[] => {
  const chosen = new Map(messages.map((message) => [message.id, message]));
  return currentMessages({ messages: chosen }, window, now).map(forwardedCopy);
};
