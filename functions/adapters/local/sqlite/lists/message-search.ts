import { setImmediate as nextIteration } from 'node:timers/promises';
import type { MessageAttachment } from '#core/domain/message.ts';
import { fullSight } from '#core/domain/visibility/visible.ts';
import type {
  FoundMessages,
  MessageInContext,
  MessagePlace,
  MessageSearch,
} from '#core/ports/conversations.ts';
import type { Clock } from '#core/ports/system.ts';
import { type Candidate, searchThrough } from '#functions/adapters/search-through.ts';
import type { Database, Row } from '../database.ts';
import { conversationNow, messageNow } from '../expiry/as-of-now.ts';
import { sightIn } from '../marks.ts';
import { messageAttachmentOf } from '../rows.ts';
import { MessageMerge } from './message-merge.ts';

/** Messages that are read and folded without a break: some 2 ms, in which nobody else is served. */
const portion = 200;

const columns = 'conversation_id, seq, created_at, content, attachments';
const inOne = `SELECT ${columns} FROM messages
  WHERE conversation_id = ? AND seq < ? AND seq > ? AND deleted_at IS NULL
    AND (expires_at IS NULL OR expires_at > ?) AND seq NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?`;

/** The next rows, newest first, at each call. */
const rowsOf = (
  db: Database,
  userId: string,
  { conversationId, before }: MessageSearch,
  clock: Clock,
): (() => Row[]) => {
  if (conversationId === undefined) {
    const where = before ? { before } : {};
    const merge = new MessageMerge(db, userId, clock, {
      side: 'both',
      order: 'desc',
      columns,
      ...where,
    });
    return () => merge.take(portion);
  }
  const membership = db.get(
    'SELECT cleared_seq, last_hidden_seq FROM members WHERE user_id = ? AND conversation_id = ?',
    userId,
    conversationId,
  );
  const sight = membership ? sightIn(db, userId, conversationId, membership) : fullSight;
  const hidden = JSON.stringify([...sight.hidden]);
  let seq = before?.seq ?? Number.MAX_SAFE_INTEGER;
  return () => {
    const range = [conversationId, seq, sight.clearedSeq, clock.now()] as const;
    const rows = db.all(inOne, ...range, hidden, portion);
    seq = (rows.at(-1)?.['seq'] as number | undefined) ?? seq;
    return rows;
  };
};

const placeOf = (row: Row): MessagePlace => ({
  createdAt: row['created_at'] as number,
  conversationId: row['conversation_id'] as string,
  seq: row['seq'] as number,
});

const filesOf = (db: Database, { conversationId, seq }: MessagePlace): MessageAttachment[] =>
  db
    .all(
      `SELECT * FROM attachments
       WHERE conversation_id = ? AND seq = ? AND state = 'sent' ORDER BY position`,
      conversationId,
      seq,
    )
    .map(messageAttachmentOf);

/** The searches of a process take turns: one portion in an iteration of the event loop, whoever searches. */
let turn: Promise<unknown> = Promise.resolve();
const nextTurn = (): Promise<unknown> => {
  turn = turn.then(() => nextIteration());
  return turn;
};

async function* candidates(
  db: Database,
  userId: string,
  request: MessageSearch,
  clock: Clock,
): AsyncGenerator<Candidate> {
  const load = ({ conversationId: id, seq }: MessagePlace): MessageInContext | null => {
    const row = db.get('SELECT * FROM messages WHERE conversation_id = ? AND seq = ?', id, seq);
    const message = row && messageNow(db, row, clock.now());
    const conversation = conversationNow(db, id, clock.now());
    return message?.deletedAt === null && conversation ? { message, conversation } : null;
  };
  let rows: Row[] = [];
  const nextRows = rowsOf(db, userId, request, clock);
  do {
    await nextTurn();
    rows = nextRows();
    for (const row of rows) {
      const current = placeOf(row);
      yield {
        place: current,
        content: row['content'] as string | null,
        files: row['attachments'] === 0 ? [] : filesOf(db, current),
        load: () => load(current),
      };
    }
  } while (rows.length === portion);
}

/** See `ConversationStore.search`. */
export const searchMessages = (
  db: Database,
  userId: string,
  request: MessageSearch,
  clock: Clock,
): Promise<FoundMessages> => searchThrough(candidates(db, userId, request, clock), request);
