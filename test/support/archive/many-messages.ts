import type { ArchiveRecord, ArchiveValue } from '#contracts/archive/records.ts';
import type { ArchiveSource } from '#core/ports/archive.ts';
import { countedIds, startTime } from '../fakes.ts';

const perPortion = 1_000;

const person = (id: string, username: string): ArchiveValue<'people'> => ({
  id,
  username,
  folded: username,
  displayName: null,
  about: null,
  photo: null,
  email: null,
  isActive: true,
  validAfter: 0,
  onlineUntil: 0,
  lastSeen: null,
  privacy: { presence: true, readReceipts: true },
  createdAt: startTime,
  updatedAt: startTime,
});

const text = 'A message of ordinary length, as people write them in a chat.';

/**
 * Two users with a conversation of `count` messages, each with its guard. `hash`: of the password of both.
 */
export const manyMessages = (count: number, hash: string | null) => {
  const ids = countedIds(0xa);
  const [ann, bob, talk] = [ids.uuid(), ids.uuid(), ids.uuid()];
  const people = [person(ann, 'ann'), person(bob, 'bob')];
  const at = (seq: number): number => startTime + seq * 1_000;
  const none = { readSeq: 0, unread: 0, received: 0, sent: 0 };
  const conversation: ArchiveValue<'conversations'> = {
    id: talk,
    members: [ann, bob],
    ver: count + 1,
    seq: count,
    states: { [ann]: { ...none, sent: count }, [bob]: { ...none, received: count, unread: count } },
    lastMessage: {
      seq: count,
      senderId: ann,
      preview: text,
      hasAttachments: false,
      deleted: false,
      createdAt: at(count),
    },
    createdAt: startTime,
    updatedAt: at(count),
  };
  const sent = (seq: number): ArchiveRecord[] => {
    const clientId = ids.uuid();
    const times = { createdAt: at(seq), updatedAt: at(seq) };
    const never = { readAt: null, editedAt: null, deletedAt: null, replyToId: null };
    const parties = { senderId: ann, receiverId: bob, clientId };
    const rest = { content: text, attachments: [], reactions: [], edits: 0 };
    const guard = { senderId: ann, clientId, seq, requestHash: 'h'.repeat(43), expiresAt: 9e12 };
    return [
      {
        kind: 'messages',
        value: { conversationId: talk, seq, rev: seq, ...parties, ...rest, ...never, ...times },
      },
      { kind: 'guards', value: { conversationId: talk, ...guard } },
    ];
  };
  const source: ArchiveSource = {
    read: async function* () {
      const accounts = people.map(({ id }) => ({ userId: id, hash }));
      const first: ArchiveRecord[] = [
        ...people.map((value): ArchiveRecord => ({ kind: 'people', value })),
        { kind: 'conversations', value: conversation },
        ...accounts.map((value): ArchiveRecord => ({ kind: 'accounts', value })),
      ];
      yield { records: first, position: null };
      for (let seq = 1; seq <= count; seq += perPortion) {
        const size = Math.min(perPortion, count - seq + 1);
        const records = Array.from({ length: size }, (_, index) => sent(seq + index)).flat();
        yield { records, position: null };
      }
    },
    openBlob: async () => null,
    close: async () => undefined,
  };
  return { source, ann, bob, talk };
};
