import type { FoundMessages, MessageSearch } from '#core/ports/conversations.ts';
import { membershipKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { getItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { type Candidate, searchThrough } from '#functions/adapters/search-through.ts';
import { getConversation } from './conversation-open.ts';
import { merged } from './mailbox-merge.ts';
import { membershipOf } from './membership-item.ts';
import { seenConversationsOf, sightsOf } from './seen-conversations.ts';

const conversationsIn = async (table: Table, userId: string, id: string | undefined) => {
  if (id === undefined) return seenConversationsOf(table, userId);
  const [conversation, membership] = await Promise.all([
    getConversation(table, id, 'eventual'),
    getItem(table, membershipKey(userId, id), 'eventual'),
  ]);
  return {
    conversations: conversation ? [conversation] : [],
    sightOf: await sightsOf(table, userId, membership ? [membershipOf(membership)] : []),
  };
};

async function* candidates(
  table: Table,
  userId: string,
  { conversationId, before, stopAfter }: MessageSearch,
): AsyncGenerator<Candidate> {
  const { conversations, sightOf } = await conversationsIn(table, userId, conversationId);
  const messages = merged(table, userId, conversations, {
    order: 'desc',
    ...(before && { before }),
    countIn: ({ lastMessage }) => (lastMessage ? 1 : 0),
    includes: () => true,
    sightOf,
    wanted: stopAfter.messages,
  });
  for await (const one of messages) {
    const { content, attachments, createdAt, conversationId: id, seq } = one.message;
    yield {
      place: { createdAt, conversationId: id, seq },
      content,
      files: attachments,
      load: () => one,
    };
  }
}

/** See `ConversationStore.search`. Reads pages: a message of 400 bytes takes a twentieth of a read unit. */
export const searchMessages = (
  table: Table,
  userId: string,
  request: MessageSearch,
): Promise<FoundMessages> => searchThrough(candidates(table, userId, request), request);
