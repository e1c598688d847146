import type { Cache, Call } from '#client';
import { mergeConversation } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import type { FoundUser } from '#contracts/http/people.ts';
import { errorWords } from '../../strings/error-words.ts';
import { words } from '../../strings/later/forward-words.ts';
import { shownName } from '../../ui/person.ts';
import { obstacleTo } from './forwarding.ts';

/**
 * Opens the conversations with people. `ids`: those that can get the messages; `refusal`: why somebody cannot, in
 * words, or null.
 */
export const openConversations = async (
  call: Call,
  cache: Cache,
  people: readonly FoundUser[],
  messages: readonly Message[],
): Promise<{ ids: string[]; refusal: string | null }> => {
  const ids: string[] = [];
  let refusal: string | null = null;
  for (const person of people) {
    const refuse = (reason: string): void => {
      refusal ??= words.refused(shownName(person), reason);
    };
    try {
      const opened = await call('POST /api/conversations', { body: { peer_id: person.id } });
      cache.setConversations((index) => mergeConversation(index, opened));
      const obstacle = obstacleTo(opened, messages, false);
      if (obstacle === null) ids.push(opened.id);
      else refuse(words.reasons[obstacle]);
    } catch (failure) {
      refuse(errorWords(failure));
    }
  }
  return { ids, refusal };
};
