import { visibleAt } from '#core/domain/visibility/expiry.ts';
import type { ConversationStore } from '#core/ports/conversations.ts';
import { messageKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  getItem,
  type Table,
  type TableEnv,
  tableOf,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { changeConversation } from './conversation-change.ts';
import { listByActivity, listIds, listMessages } from './conversation-lists.ts';
import { findByPair, getConversation, openConversation } from './conversation-open.ts';
import { messageOf } from './message-item.ts';

const otherReads = () => import('./other-reads.ts');
const expiry = () => import('./expire.ts');

/** Conversations, messages and the log on DynamoDB. */
export const dynamoConversationStore = (table: Table): ConversationStore => ({
  findByPair: (a, b) => findByPair(table, a, b),
  open: (conversation) => openConversation(table, conversation),
  get: (id, freshness) => getConversation(table, id, freshness),
  listIds: (userId) => listIds(table, userId),
  unreadCounts: async (userId) => (await otherReads()).unreadCounts(table, userId),
  listByActivity: (userId, window) => listByActivity(table, userId, window),
  change: (request, decide) => changeConversation(table, request, decide),
  getMessage: async (conversationId, seq) => {
    const item = await getItem(table, messageKey(conversationId, seq));
    return item ? visibleAt(messageOf(item), table.clock.now()) : null;
  },
  getMessages: async (places) => (await otherReads()).getMessages(table, places),
  listMessages: (conversationId, range) => listMessages(table, conversationId, range),
  readLog: async (conversationId, range) =>
    (await otherReads()).readLog(table, conversationId, range),
  listReceived: async (userId, request) =>
    (await otherReads()).listReceived(table, userId, request),
  listSent: async (userId, request) => (await otherReads()).listSent(table, userId, request),
  removeExpired: async (request) => (await expiry()).removeExpired(table, request),
  search: async (userId, request) => (await otherReads()).searchMessages(table, userId, request),
});

export const conversationStore = (env: TableEnv): ConversationStore =>
  dynamoConversationStore(tableOf(env));
