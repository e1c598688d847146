import { deepStrictEqual } from 'node:assert/strict';
import type { listStarred, Marks } from '#contracts/http/marks/marks.ts';
import type { AnswerOf } from '#contracts/route.ts';
import type { ConversationModel, Model } from '../model.ts';
import { conversationsOf, hasDeclined, isDeleted, messagesOf, settingsOf } from '../model.ts';
import type { Ask } from '../pages.ts';

type Starred = AnswerOf<typeof listStarred>;

export const marksIn = (conversation: ConversationModel, by: number): Marks => {
  const { marksVer, hidden, starred } = settingsOf(conversation, by);
  return { ver: marksVer, hidden: [...hidden], starred: [...starred] };
};

/** The marks of each conversation, and exactly the starred messages that are not deleted or declined, the latest star first. */
export const compareMarks = async (
  model: Model,
  by: number,
  ask: Ask,
  limit: number,
): Promise<void> => {
  const expected: string[] = [];
  for (const conversation of conversationsOf(model, by)) {
    const marks = await ask<Marks>('get-marks', { params: { id: conversation.id } });
    deepStrictEqual(marks, marksIn(conversation, by), 'get-marks');
    if (hasDeclined(conversation, by)) continue;
    const { starred } = settingsOf(conversation, by);
    const listed = messagesOf(conversation).filter(
      (message) => starred.includes(message.seq) && !isDeleted(message),
    );
    expected.push(...listed.map(({ id }) => id));
  }
  const found: Starred['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = { limit, ...(cursor && { cursor }) };
    const page: Starred = await ask('list-starred', { query });
    found.push(...page.items);
    cursor = page.next_cursor;
  }
  const ids = found.map(({ message_id }) => message_id);
  deepStrictEqual(ids.toSorted(), expected.toSorted(), 'list-starred');
  const times = found.map(({ starred_at }) => starred_at);
  deepStrictEqual(times, times.toSorted().reverse(), 'the list of stars runs forwards');
};
