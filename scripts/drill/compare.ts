import { createHash } from 'node:crypto';
import {
  type ArchiveKind,
  type ArchiveRecord,
  type ArchiveValue,
  archiveKinds,
} from '../../functions/contracts/archive/records.ts';
import type { ArchiveSource } from '../../functions/core/ports/archive.ts';
import { canonicalLine, LineSum } from '../archive/line-sum.ts';

/** A home, or a copy of it. */
export interface Side {
  readonly source: Pick<ArchiveSource, 'read'>;
  /** The records of a conversation. */
  readonly conversation: (id: string) => AsyncIterable<ArchiveRecord>;
}

export interface Comparison {
  readonly kinds: readonly { kind: ArchiveKind; restored: number; now: number }[];
  /** Conversations of the sample: equal, and with changes since whose earlier entries are equal. */
  readonly equal: number;
  readonly changed: number;
  /** What must not be, in words. */
  readonly problems: readonly string[];
}

const sampleSize = 20;
/** Writes of the moment that was restored may be there in part. */
const momentMs = 5_000;

/** A choice that is the same in every run, and has nothing to do with the order of ids. */
const rankOf = (id: string): string => createHash('sha256').update(id).digest('hex');

interface Counts {
  readonly kinds: ReadonlyMap<ArchiveKind, number>;
  /** Conversations and messages from before the moment: nothing ever removes them. */
  readonly before: ReadonlyMap<ArchiveKind, number>;
  readonly sample: readonly string[];
}

const lasting = new Set<ArchiveKind>(['conversations', 'messages']);

const countsOf = async (
  { source }: Side,
  at: number,
  say: (line: string) => void,
): Promise<Counts> => {
  const kinds = new Map<ArchiveKind, number>();
  const before = new Map<ArchiveKind, number>();
  let sample: string[] = [];
  let read = 0;
  const add = (counts: Map<ArchiveKind, number>, kind: ArchiveKind): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  for await (const { records } of source.read({ at })) {
    for (const { kind, value } of records) {
      add(kinds, kind);
      if (lasting.has(kind) && 'createdAt' in value && value.createdAt < at - momentMs) {
        add(before, kind);
      }
      if (kind === 'conversations') sample.push(value.id);
    }
    sample = sample.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1)).slice(0, sampleSize);
    read += records.length;
    say(`read: ${read}`);
  }
  return { kinds, before, sample };
};

/** What never changes of a message. */
const identityOf = ({ seq, senderId, clientId, createdAt }: ArchiveValue<'messages'>): string =>
  canonicalLine({ seq, senderId, clientId, createdAt });

interface Digest {
  readonly conversation: ArchiveValue<'conversations'> | null;
  /** Of everything. */
  readonly all: LineSum;
  /** Of what never changes in the log up to a sequence. */
  readonly log: LineSum;
}

const digestOf = async (side: Side, id: string, upTo: number): Promise<Digest> => {
  const [all, log] = [new LineSum(), new LineSum()];
  let conversation: Digest['conversation'] = null;
  for await (const { kind, value } of side.conversation(id)) {
    if (kind === 'conversations') conversation = value;
    if (kind === 'conversations' || kind === 'messages' || kind === 'changes') {
      all.add(canonicalLine(value));
    }
    if (kind === 'messages' && value.seq <= upTo) log.add(identityOf(value));
    if (kind === 'changes' && value.seq <= upTo) log.add(canonicalLine(value));
  }
  return { conversation, all, log };
};

const isSame = (one: LineSum, other: LineSum): boolean =>
  canonicalLine(one.lines) === canonicalLine(other.lines);

/** How a conversation differs: not at all, by what was written since, or by a problem. */
const compareOne = async (
  id: string,
  restored: Side,
  now: Side,
  at: number,
): Promise<'equal' | 'changed' | { problem: string }> => {
  const copy = await digestOf(restored, id, Number.MAX_SAFE_INTEGER);
  if (!copy.conversation) return { problem: `conversation ${id} cannot be read in the copy` };
  const { seq, ver, updatedAt } = copy.conversation;
  const stage = await digestOf(now, id, seq);
  if (!stage.conversation) return { problem: `conversation ${id} is missing in the stage` };
  if (stage.conversation.ver === ver) {
    if (!isSame(copy.all, stage.all)) return { problem: `conversation ${id} has other content` };
    return 'equal';
  }
  if (updatedAt > at - momentMs) return 'changed';
  const { count } = copy.log.lines;
  if (count !== seq) return { problem: `conversation ${id} has ${count} of ${seq} entries` };
  if (!isSame(copy.log, stage.log)) return { problem: `conversation ${id} has another log` };
  return 'changed';
};

/** What the copy lacks of the time before its moment, and what the stage has lost since. */
const lossesOf = (copy: Counts, stage: Counts): string[] =>
  [...lasting].flatMap((kind) => {
    const [restored, now] = [copy.kinds.get(kind) ?? 0, stage.kinds.get(kind) ?? 0];
    const before = stage.before.get(kind) ?? 0;
    return [
      ...(restored < before ? [`the copy has ${restored} ${kind}, and must have ${before}`] : []),
      ...(now < restored ? [`the stage has ${now} ${kind}, and had ${restored}`] : []),
    ];
  });

/** Compares a copy of the moment `at` with the home, which went on. */
export const compareSides = async (
  restored: Side,
  now: Side,
  { at, say }: { at: number; say: (line: string) => void },
): Promise<Comparison> => {
  const copy = await countsOf(restored, at, say);
  const stage = await countsOf(now, at, say);
  const problems = lossesOf(copy, stage);
  let [equal, changed] = [0, 0];
  for (const id of copy.sample) {
    const found = await compareOne(id, restored, now, at);
    if (found === 'equal') equal++;
    else if (found === 'changed') changed++;
    else problems.push(found.problem);
  }
  const kinds = archiveKinds.map((kind) => ({
    kind,
    restored: copy.kinds.get(kind) ?? 0,
    now: stage.kinds.get(kind) ?? 0,
  }));
  return { kinds, equal, changed, problems };
};
