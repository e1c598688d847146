import { hasDeclined } from '#core/domain/requests/message-request.ts';
import type { FoundMessages, MessageSearch } from '#core/ports/conversations.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { type Candidate, searchThrough } from '#functions/adapters/search-through.ts';
import { conversationsOf } from './conversation-lists.ts';
import { getConversation } from './conversation-open.ts';
import { merged } from './mailbox-merge.ts';

const conversationsIn = async (table: Table, userId: string, id: string | undefined) => {
  if (id === undefined) {
    return (await conversationsOf(table, userId)).filter((one) => !hasDeclined(one, userId));
  }
  const conversation = await getConversation(table, id, 'eventual');
  return conversation ? [conversation] : [];
};

async function* candidates(
  table: Table,
  userId: string,
  { conversationId, before, stopAfter }: MessageSearch,
): AsyncGenerator<Candidate> {
  const messages = merged(table, userId, await conversationsIn(table, userId, conversationId), {
    order: 'desc',
    ...(before && { before }),
    countIn: ({ lastMessage }) => (lastMessage ? 1 : 0),
    includes: () => true,
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
