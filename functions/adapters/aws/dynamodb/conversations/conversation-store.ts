import type { ConversationStore } from '#core/ports/conversations.ts';
import { messageKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  getItem,
  type Table,
  type TableEnv,
  tableOf,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { changeConversation } from './conversation-change.ts';
import {
  getMessages,
  listByActivity,
  listIds,
  listMessages,
  readLog,
  unreadCounts,
} from './conversation-lists.ts';
import { findByPair, getConversation, openConversation } from './conversation-open.ts';
import { messageOf } from './message-item.ts';

/** Loaded with the first call that needs it. */
const mailbox = () => import('./mailbox.ts');
const search = () => import('./message-search.ts');

/** Conversations, messages and the log on DynamoDB. */
export const dynamoConversationStore = (table: Table): ConversationStore => ({
  findByPair: (a, b) => findByPair(table, a, b),
  open: (conversation) => openConversation(table, conversation),
  get: (id, freshness) => getConversation(table, id, freshness),
  listIds: (userId) => listIds(table, userId),
  unreadCounts: (userId) => unreadCounts(table, userId),
  listByActivity: (userId, window) => listByActivity(table, userId, window),
  change: (request, decide) => changeConversation(table, request, decide),
  getMessage: async (conversationId, seq) => {
    const item = await getItem(table, messageKey(conversationId, seq));
    return item ? messageOf(item) : null;
  },
  getMessages: (places) => getMessages(table, places),
  listMessages: (conversationId, range) => listMessages(table, conversationId, range),
  readLog: (conversationId, range) => readLog(table, conversationId, range),
  listReceived: async (userId, request) => (await mailbox()).listReceived(table, userId, request),
  listSent: async (userId, request) => (await mailbox()).listSent(table, userId, request),
  search: async (userId, request) => (await search()).searchMessages(table, userId, request),
});

export const conversationStore = (env: TableEnv): ConversationStore =>
  dynamoConversationStore(tableOf(env));
