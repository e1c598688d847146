import { limits } from '../../functions/contracts/limits.ts';
import { codePoints } from '../../functions/contracts/text.ts';
import { wholeStart } from '../../functions/contracts/texts/cut-text.ts';
import { hasVisible } from '../../functions/contracts/texts/invisible.ts';
import { normalizeText } from '../../functions/contracts/texts/message-text.ts';
import type { ForeignRow } from './foreign.ts';
import type { Staging } from './staging.ts';
import { pairOf, personOf } from './talks.ts';
import { booleanOf, timeOf } from './values.ts';

const { maxLength, maxAttachments } = limits.message;

/** Between two words, if one ends in the last quarter. */
const wholeWords = (part: string): string => {
  const end = part.search(/\s\S*$/) + 1;
  return end > part.length * 0.75 ? part.slice(0, end) : part;
};

/** A long text as several messages. */
const textParts = (text: string): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (codePoints(rest) > maxLength) {
    const part = wholeWords(wholeStart(rest.slice(0, maxLength * 2), maxLength));
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest].filter(hasVisible);
};

interface Parties {
  readonly pair: string;
  readonly talk: string | null;
  readonly sender: string;
  readonly receiver: string;
}

/** Of a mailbox: sender and receiver. */
const mailboxParties = (staging: Staging, row: ForeignRow, created: number): Parties | string => {
  const sender = personOf(staging, row['sender']);
  const receiver = personOf(staging, row['receiver']);
  if (sender === null) return `its sender does not exist: ${row['sender']}`;
  if (receiver === null) return `its receiver does not exist: ${row['receiver']}`;
  return { pair: pairOf(staging, sender, receiver, created), talk: null, sender, receiver };
};

/** Of a conversation: the sender, and the other member. */
const talkParties = (staging: Staging, row: ForeignRow): Parties | string => {
  const talk = row['conversation'] ?? '';
  const sql =
    'SELECT pairs.id, one, other FROM talks JOIN pairs ON pairs.id = talks.pair WHERE old = ?';
  const found = staging.get(sql, talk) as { id: string; one: string; other: string } | undefined;
  if (!found) return `its conversation is not imported: ${talk}`;
  const sender = personOf(staging, row['sender']);
  if (sender === null) return `its sender does not exist: ${row['sender']}`;
  const { id: pair, one, other } = found;
  if (sender !== one && sender !== other) return 'its sender is no member of the conversation';
  return { pair, talk, sender, receiver: sender === one ? other : one };
};

const integer = /^\d{1,15}$/;

interface Part {
  readonly content: string | null;
  /** Their old ids. */
  readonly files: readonly string[];
}

/** Texts and files of the parts of a message; a message without both has the names of its lost files. */
const partsOf = (staging: Staging, old: string, text: string): Part[] => {
  const sql = 'SELECT old FROM files WHERE message = ? ORDER BY length(old), old';
  const files = staging.all(sql, old).map((row) => row['old'] as string);
  const texts = textParts(text);
  if (texts.length === 0 && files.length === 0) {
    const lost = staging.all('SELECT filename FROM lost WHERE message = ?', old);
    const names = lost.map(({ filename }) => filename).join('\n');
    texts.push(...textParts(normalizeText(names)));
  }
  const count = Math.max(texts.length, Math.ceil(files.length / maxAttachments));
  return Array.from({ length: count }, (_, part) => ({
    content: texts[part] ?? null,
    files: files.slice(part * maxAttachments, (part + 1) * maxAttachments),
  }));
};

/** What all parts of a message have in common. */
const factsOf = (row: ForeignRow, created: number) => {
  const place = (column: string) => `${column} of message ${row['id']}`;
  const notBefore = (time: number | null) => (time === null ? null : Math.max(time, created));
  const deletedAt = timeOf(row['deleted'], place('deleted_at'));
  const isDeleted = deletedAt !== null || booleanOf(row['isDeleted'], place('is_deleted')) === true;
  const readAt = notBefore(timeOf(row['readAt'], place('read_at')));
  const isRead = readAt === null ? booleanOf(row['isRead'], place('is_read')) : true;
  const edited = isDeleted ? null : notBefore(timeOf(row['edited'], place('edited_at')));
  return {
    isRead: isRead === null ? null : Number(isRead),
    readAt,
    edited,
    deleted: isDeleted ? notBefore(deletedAt ?? created) : null,
  };
};

const insert = (
  staging: Staging,
  row: ForeignRow,
  { created, parties, parts }: { created: number; parties: Parties; parts: Part[] },
): void => {
  const old = row['id'] ?? '';
  const { isRead, readAt, edited, deleted } = factsOf(row, created);
  for (const [part, { content, files }] of parts.entries()) {
    staging.run(
      `INSERT INTO letters (old, part, rank, pair, talk, sender, receiver, content, reply_to, is_read,
         read_at, edited, deleted, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      old,
      part,
      integer.test(old) ? Number(old) : 0,
      parties.pair,
      parties.talk,
      parties.sender,
      parties.receiver,
      content,
      row['replyTo'] ?? null,
      isRead,
      readAt,
      edited,
      deleted,
      created,
    );
    for (const [position, file] of files.entries()) {
      const sql =
        'UPDATE files SET letter = (SELECT max(letter) FROM letters), position = ? WHERE old = ?';
      staging.run(sql, position, file);
    }
  }
};

/** Stages a message. Returns why it is left out, or null. */
const stage = (staging: Staging, row: ForeignRow, hasTalks: boolean): string | null => {
  const old = row['id'] ?? '';
  const created = timeOf(row['created'], `created_at of message ${old}`);
  if (created === null) return 'it has no time';
  const parties = hasTalks ? talkParties(staging, row) : mailboxParties(staging, row, created);
  if (typeof parties === 'string') return parties;
  const isDeleted = factsOf(row, created).deleted !== null;
  const text = normalizeText(row['content']?.toWellFormed() ?? '');
  const parts = isDeleted ? [{ content: null, files: [] }] : partsOf(staging, old, text);
  if (parts.length === 0) return 'it is empty';
  if (parts.length > 1) staging.problem('long message', old, `becomes ${parts.length} messages`);
  insert(staging, row, { created, parties, parts });
  return null;
};

/**
 * Numbers the messages of each conversation by their time. `is_read` is certain afterwards: in a system without
 * marks everything counts as read, in one with marks a member without one has read nothing.
 */
const number = (staging: Staging, hasMarks: boolean): void => {
  staging.run(`UPDATE letters SET seq = n.seq FROM (
    SELECT letter, row_number() OVER (PARTITION BY pair ORDER BY created, rank, old, part) AS seq FROM letters
  ) n WHERE n.letter = letters.letter`);
  const mark = 'FROM marks m WHERE m.talk = letters.talk AND m.member = letters.receiver';
  staging.run(`UPDATE letters SET is_read = CASE
    WHEN sender = receiver THEN 1
    WHEN is_read IS NOT NULL THEN is_read
    WHEN EXISTS (SELECT 1 ${mark} AND last_read_at IS NOT NULL)
      THEN created <= (SELECT last_read_at ${mark})
    WHEN EXISTS (SELECT 1 ${mark} AND last_read IS NOT NULL)
      THEN seq <= coalesce((SELECT r.seq FROM letters r, marks m WHERE m.talk = letters.talk
        AND m.member = letters.receiver AND r.old = m.last_read AND r.part = 0), 0)
    ELSE ${hasMarks ? 0 : 1} END`);
};

/** Stages all messages, after users, conversations and files. */
export const stageLetters = async (
  staging: Staging,
  rows: AsyncIterable<ForeignRow>,
  {
    hasTalks,
    hasMarks,
    say,
  }: { hasTalks: boolean; hasMarks: boolean; say: (line: string) => void },
): Promise<void> => {
  let read = 0;
  for await (const row of rows) {
    const why = stage(staging, row, hasTalks);
    if (why !== null) staging.problem('message', row['id'] ?? '', why);
    if (++read % 1_000 === 0) say(`read: ${read} messages`);
  }
  staging.commit();
  number(staging, hasMarks);
  staging.commit();
};
