import { deepStrictEqual } from 'node:assert/strict';
import type { Conversation, listMessages, readLog } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { AnswerOf } from '#contracts/route.ts';
import type { ConversationModel, MessageModel, Model } from './model.ts';
import {
  conversationsOf,
  hidesRead,
  isArchived,
  isVisible,
  listedOf,
  messagesOf,
  settingsOf,
  waitsFor,
} from './model.ts';
import { type Ask, compare, pagesOf } from './pages.ts';
import { checkConversation, checkMessage, checkMessages } from './views.ts';

interface Comparison {
  readonly model: Model;
  readonly by: number;
  readonly ask: Ask;
  /** Page size. */
  readonly size: number;
}
type Log = AnswerOf<typeof readLog>;

/** The log page by page: every sequence once, in order, each message in its current state. */
const compareLog = async (
  { model, by, ask, size }: Comparison,
  conversation: ConversationModel,
) => {
  const { log } = conversation;
  const seen: Log['entries'] = [];
  for (;;) {
    const query = { after: seen.length, limit: size };
    const piece = await ask<Log>('read-log', { params: { id: conversation.id }, query });
    deepStrictEqual(piece.last_seq, log.length);
    checkConversation(model, conversation, by, piece.conversation);
    seen.push(...piece.entries);
    if (piece.entries.length === 0) break;
  }
  deepStrictEqual(
    seen.map(({ seq, kind }) => ({ seq, kind })),
    log.map(({ kind, message }, index) => {
      const isHidden = kind === 'read' && hidesRead(model, conversation, message, by);
      return { seq: index + 1, kind: isHidden ? 'edit' : kind };
    }),
  );
  for (const [index, { message }] of seen.entries()) {
    const known = log[index]?.message as MessageModel;
    const isGone = !isVisible(conversation, by, known);
    checkMessage(model, conversation, known, by, message, isGone);
  }
};

type History = AnswerOf<typeof listMessages>;

const compareHistory = async (
  { model, by, ask, size }: Comparison,
  conversation: ConversationModel,
) => {
  const params = { id: conversation.id };
  const seen: Message[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { limit: size, ...(cursor && { cursor }) };
    const page: History = await ask('list-messages', { params, query });
    seen.push(...page.items);
    cursor = page.next_cursor;
  }
  const expected = messagesOf(conversation)
    .filter((message) => isVisible(conversation, by, message))
    .toReversed();
  checkMessages(
    model,
    by,
    expected.map((message) => ({ conversation, message })),
    seen,
    'list-messages',
  );
  const times = seen.map(({ created_at }) => created_at);
  deepStrictEqual(times, times.toSorted().reverse(), 'time runs backwards');
};

const activityOf = (conversation: ConversationModel, body: Conversation): string =>
  String(messagesOf(conversation).at(-1)?.times.created_at ?? body.created_at);

const compareList = async ({ model, by, ask, size }: Comparison): Promise<void> => {
  const bodies = await pagesOf<Conversation>(ask, 'list-conversations', size);
  const mine = new Map(listedOf(model, by).map((one) => [one.id, one]));
  deepStrictEqual(bodies.map(({ id }) => id).sort(), [...mine.keys()].sort());
  const listed = bodies.map((body) => {
    const conversation = mine.get(body.id) as ConversationModel;
    checkConversation(model, conversation, by, body);
    return { at: activityOf(conversation, body), id: body.id };
  });
  const latestFirst = listed.toSorted(
    (one, other) => compare(other.at, one.at) || compare(one.id, other.id),
  );
  deepStrictEqual(listed, latestFirst, 'latest activity first');
  const ids = listed.map(({ id }) => id);
  const where = (is: (one: ConversationModel) => boolean) =>
    ids.filter((id) => is(mine.get(id) as ConversationModel));
  const [archived, main] = [
    where((one) => !waitsFor(one, by) && isArchived(one, by)),
    where((one) => !waitsFor(one, by) && !isArchived(one, by)),
  ];
  const isPinned = (id: string) => settingsOf(mine.get(id) as ConversationModel, by).isPinned;
  const views = {
    archived,
    requests: where((one) => waitsFor(one, by)),
    main: [...main.filter(isPinned), ...main.filter((id) => !isPinned(id))],
  };
  for (const [view, expected] of Object.entries(views)) {
    const shown = await pagesOf<Conversation>(ask, 'list-conversations', size, { view });
    deepStrictEqual(
      shown.map(({ id }) => id),
      expected,
      view,
    );
  }
};

export const compareConversations = async (comparison: Comparison): Promise<void> => {
  await compareList(comparison);
  for (const conversation of conversationsOf(comparison.model, comparison.by)) {
    const params = { id: conversation.id };
    const body = await comparison.ask<Conversation>('get-conversation', { params });
    checkConversation(comparison.model, conversation, comparison.by, body);
    await compareLog(comparison, conversation);
    await compareHistory(comparison, conversation);
  }
};
