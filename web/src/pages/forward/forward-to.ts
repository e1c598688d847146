import type { Cache, Call } from '#client';
import { mergeConversation } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { FoundUser } from '#contracts/http/people.ts';
import { errorWords } from '../../strings/error-words.ts';
import { words } from '../../strings/later/forward-words.ts';
import { shownName } from '../../ui/person.ts';
import { obstacleTo } from './forwarding.ts';

interface Forwarding {
  readonly call: Call;
  readonly cache: Cache;
  readonly messages: readonly Message[];
  readonly enqueue: (conversationId: string) => void;
  /** Becomes true when the user cancels: no further conversation is opened then. */
  readonly isCancelled: () => boolean;
}

/**
 * Forwards to people without a conversation: opens one with each, and sends before the next one is opened, so that none
 * stays empty because of somebody else. Returns the conversations that got the messages, and a text that names
 * those who cannot get them.
 */
export const forwardToPeople = async (
  people: readonly FoundUser[],
  { call, cache, messages, enqueue, isCancelled }: Forwarding,
): Promise<{ sentTo: string[]; refusals: string[] }> => {
  const sentTo: string[] = [];
  const refusals: string[] = [];
  for (const person of people) {
    if (isCancelled()) break;
    const refuse = (reason: string): void => {
      refusals.push(words.refused(shownName(person), reason));
    };
    try {
      const opened = await call('POST /api/conversations', { body: { peer_id: person.id } });
      cache.setConversations((index) => mergeConversation(index, opened));
      const obstacle = obstacleTo(opened, messages, false);
      if (obstacle !== null) {
        refuse(words.reasons[obstacle]);
        continue;
      }
      enqueue(opened.id);
      sentTo.push(opened.id);
    } catch (failure) {
      refuse(errorWords(failure));
    }
  }
  return { sentTo, refusals };
};
