import { ConversationRow } from '../src/features/conversations/components/conversation-row.tsx';
import { DialogHeader } from '../src/features/conversations/components/dialog-header.tsx';
import { ListSkeleton } from '../src/features/conversations/components/list-skeleton.tsx';
import { PersonRow } from '../src/features/conversations/components/person-row.tsx';
import { useAllWaiting } from '../src/sync/waiting.ts';
import { aPeer, at, conversation, me, names, peerId, texts } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const base = conversation();
const last = (change: object) =>
  base.last_message && { last_message: { ...base.last_message, ...change } };

const waits = { has_attachments: false, deleted: false, at: '2026-05-04T12:00:00.000Z' } as const;
useAllWaiting.setState({
  queued: { ...waits, preview: texts.long, isFailed: false },
  failed: { ...waits, preview: texts.short, isFailed: true },
});

/** In the conversation with the id `typing`, the peer is typing. */
const rows = {
  plain: base,
  own: conversation({ ...last({ sender_id: me }) }),
  unread: conversation({ unread_count: 3, online: true }),
  many: conversation({ unread_count: 1_200, name: names.long, ...last({ preview: texts.word }) }),
  hebrew: conversation({ name: names.hebrew, ...last({ preview: texts.hebrew }) }),
  photo: conversation({ ...last({ preview: 'beach.jpg', has_attachments: true }) }),
  deleted: conversation({ ...last({ deleted: true }) }),
  typing: conversation({ id: 'typing' }),
  queued: conversation({ id: 'queued' }),
  failed: conversation({ id: 'failed' }),
  empty: conversation({ last_message: null }),
  pinned: conversation({ me: { ...base.me, is_pinned: true } }),
  muted: conversation({ unread_count: 12, me: { ...base.me, muted_until: 'forever' } }),
  marked: conversation({ me: { ...base.me, marked_unread_seq: 1 } }),
  everything: conversation({
    name: names.long,
    unread_count: 1_200,
    me: { ...base.me, is_pinned: true, muted_until: 'forever' },
    ...last({ preview: texts.word }),
  }),
};

export const Lists = () => (
  <Group title="Lists">
    <Specimen name="ConversationRow">
      <ul className="flex flex-col gap-0.5">
        {Object.entries(rows).map(([name, shown]) => (
          <ConversationRow
            key={name}
            conversation={{ ...shown, peer: { ...shown.peer, id: `${peerId}${name}` } }}
            userId={me}
            now={Date.parse('2026-05-04T18:00:00.000Z')}
          />
        ))}
      </ul>
    </Specimen>
    <Specimen name="PersonRow: short, long, from right to left">
      <ul>
        {Object.values(names).map((name) => (
          <PersonRow
            key={name}
            person={{ ...aPeer(name), id: name, created_at: at, updated_at: at }}
            isSelf={false}
            isBusy={false}
            onPick={() => undefined}
          />
        ))}
      </ul>
    </Specimen>
    <Specimen name="ListSkeleton">
      <ListSkeleton />
    </Specimen>
    <Specimen name="DialogHeader: online, typing, long, from right to left">
      <div className="flex flex-col gap-2">
        <DialogHeader conversation={conversation({ online: true })} />
        <DialogHeader conversation={conversation({ id: 'typing' })} />
        <DialogHeader conversation={conversation({ name: names.long })} />
        <DialogHeader conversation={conversation({ name: names.hebrew })} />
      </div>
    </Specimen>
  </Group>
);
