import { JumpButton } from '../src/features/messages/log/scrolling.tsx';
import { TimelineItem } from '../src/features/messages/log/timeline-item.tsx';
import type { DeliveryState, TimelineRow } from '../src/features/messages/log/timeline-row.ts';
import { file, me, message, names, peerRow, row, texts } from './samples.ts';
import { Group, Specimen } from './specimen.tsx';

const states: DeliveryState[] = ['queued', 'sending', 'sent', 'read', 'failed'];
const pendingFile = {
  clientId: me,
  state: 'sending',
  files: [
    { fileId: 'uploading', filename: 'notes.pdf', mime: 'application/pdf', sizeBytes: 183_204 },
  ],
} as never;
const refused = { clientId: me, state: 'failed' } as never;

const Rows = ({ rows }: { rows: readonly TimelineRow[] }) =>
  rows.map((shown, index) => (
    <TimelineItem
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
      key={index}
      row={shown}
      peerName={names.short}
      isNotes={false}
      now={Date.parse('2026-05-04T18:00:00.000Z')}
      isActive={false}
      isFlashed={false}
    />
  ));

const log: Record<string, readonly TimelineRow[]> = {
  'Beginning, day, new messages': [
    { kind: 'beginning', key: 'beginning' },
    { kind: 'day', key: 'day', day: Date.parse('2026-05-04T00:00:00.000Z') },
    { kind: 'unread', key: 'unread' },
  ],
  'A run of bubbles, from both': [
    row({ isLast: false }),
    row({ isFirst: false, content: texts.long, state: 'read' }),
    peerRow({ isLast: false, content: texts.long }),
    peerRow({ isFirst: false, isEdited: true }),
    peerRow({ isFirst: false, isForwarded: true }),
  ],
  'States of an own message': states.map((state) =>
    row({ state, content: state, ...(state === 'failed' && { pending: refused }) }),
  ),
  'Deleted, emoji alone, a link': [
    row({ isStarred: true }),
    row({ isDeleted: true, content: null }),
    peerRow({ isDeleted: true, content: null }),
    peerRow({ content: '🎉' }),
    row({ content: 'https://example.org/a/long/way/to/the/station?by=train' }),
  ],
  'From right to left, and a word that has no end': [
    row({ content: texts.hebrew }),
    peerRow({ content: texts.hebrew, isEdited: true }),
    row({ content: texts.word }),
    peerRow({ content: texts.word }),
  ],
  'An answer': [
    row({ replyToId: 'quoted', content: texts.short }),
    peerRow({ replyToId: 'quoted', content: texts.hebrew }),
  ],
  'A change that failed': [
    row({ change: { kind: 'edit', content: 'x', state: 'failed', reason: 'Try again later.' } }),
  ],
  'File cards': [
    row({ content: null, message: null, pending: pendingFile, state: 'sending' }),
    row({ content: null, message: message({ attachments: [file('timetable.pdf')] }) }),
    peerRow({
      content: texts.short,
      message: message({
        attachments: [file('map.zip', 'application/zip'), file(`${'n'.repeat(80)}.txt`)],
      }),
    }),
  ],
};

export const Messages = () => (
  <Group title="Messages">
    {Object.entries(log).map(([name, rows]) => (
      <Specimen key={name} name={name} on="canvas">
        <Rows rows={rows} />
      </Specimen>
    ))}
    <Specimen name="JumpButton: with and without unread messages" on="canvas">
      <div className="grid grid-cols-2">
        {[0, 12].map((unread) => (
          <div key={unread} className="relative h-16">
            <JumpButton unread={unread} isLoading={false} onJump={() => undefined} />
          </div>
        ))}
      </div>
    </Specimen>
  </Group>
);
