import type { Conversation } from '#contracts/http/conversations.ts';
import type { markLimits } from '#contracts/http/marks/mark-limits.ts';
import { ApiError } from '../../http/api-error.ts';
import { mergeConversation, withoutPreview } from '../conversation-index.ts';
import type { RefusalCode } from '../pending/pending-changes.ts';
import { createPendingChanges } from '../pending/pending-changes.ts';
import type { SettingsDeps } from '../settings-changes.ts';
import { foldMarks } from './window-marks.ts';

// The contract's limit, as a type only, so that its code is not in the first bundle.
const AT_ONCE: (typeof markLimits)['atOnce'] = 100;

const kinds = ['hide', 'star', 'unstar'] as const;

/** What the user changes of their own marks on a conversation: message ids, and up to where it is cleared. */
export interface MarksChange {
  /** The `last_seq` that the user saw. */
  readonly cleared_seq?: number;
  /** Deletes messages for the user alone. */
  readonly hide?: readonly string[];
  readonly star?: readonly string[];
  readonly unstar?: readonly string[];
}

/** The changes of a conversation that the server has not confirmed yet. */
export interface PendingMark {
  readonly clearedSeq: number;
  /** The last choice for each message, by id. */
  readonly of: Readonly<Record<string, (typeof kinds)[number]>>;
}
export type PendingMarks = Readonly<Record<string, PendingMark>>;

/** A change that the server refused: it is undone. */
export interface RefusedMarks {
  readonly conversationId: string;
  readonly code?: RefusalCode;
}

const bodyOf = ({ clearedSeq, of }: PendingMark): MarksChange => ({
  ...(clearedSeq > 0 && { cleared_seq: clearedSeq }),
  ...Object.fromEntries(
    kinds.flatMap((kind) => {
      const ids = Object.keys(of).filter((id) => of[id] === kind);
      return ids.length > 0 ? [[kind, ids]] : [];
    }),
  ),
});

/** These refusals are about one message: the others of the request may be marked. */
const ofOneMessage: ReadonlySet<string> = new Set(['message_not_found', 'message_deleted']);

/** Two smaller changes; null if it has only one message. */
const halves = ({ clearedSeq, of }: PendingMark): [PendingMark, PendingMark] | null => {
  const entries = Object.entries(of);
  const middle = Math.ceil(entries.length / 2);
  const half = (from: number, to?: number) => Object.fromEntries(entries.slice(from, to));
  if (entries.length < 2) return null;
  return [
    { clearedSeq, of: half(0, middle) },
    { clearedSeq: 0, of: half(middle) },
  ];
};

/** Sends the user's clears, hidden messages and stars. The last choice for a message wins. */
export const createMarkChanges = ({ call, place, cache, socketId, onChanged }: SettingsDeps) => {
  const sendOnce = async (id: string, change: PendingMark): Promise<void> => {
    const own = socketId();
    const { hide, star, unstar, ...cleared } = bodyOf(change);
    const body = {
      ...cleared,
      ...(hide && { hide: [...hide] }),
      ...(star && { star: [...star] }),
      ...(unstar && { unstar: [...unstar] }),
      ...(own !== undefined && { socket_id: own }),
    };
    const answer = await call('PATCH /api/conversations/{id}/marks', { params: { id }, body });
    const { conversation, marks } = answer;
    cache.setConversations((index) => mergeConversation(index, conversation));
    await foldMarks(cache, id, marks);
    if (own === undefined) return;
    onChanged({ type: 'conversation:settings', conversation_id: id, payload: conversation.me });
  };
  /** If a message was deleted meanwhile, all others are marked, and then the refusal of this one is thrown. */
  const send = async (id: string, change: PendingMark): Promise<void> => {
    try {
      await sendOnce(id, change);
    } catch (error) {
      const parts = halves(change);
      if (!(parts && error instanceof ApiError && ofOneMessage.has(error.code))) throw error;
      const errors: unknown[] = [];
      for (const part of parts) await send(id, part).catch((failure) => void errors.push(failure));
      const isUnanswered = (failure: unknown) =>
        !(failure instanceof ApiError && failure.isRefusal);
      if (errors.length > 0) throw errors.find(isUnanswered) ?? errors[0];
    }
  };
  const changes = createPendingChanges<PendingMark, RefusedMarks>({
    kind: 'marks',
    place,
    send,
    merge: (known, { clearedSeq, of }) => ({
      clearedSeq: Math.max(known?.clearedSeq ?? 0, clearedSeq),
      of: { ...known?.of, ...of },
    }),
    portion: ({ clearedSeq, of }) => ({
      clearedSeq,
      of: Object.fromEntries(Object.entries(of).slice(0, AT_ONCE)),
    }),
    rest: (wanted, sent) => {
      const left = Object.entries(wanted.of).filter(([id, kind]) => sent.of[id] !== kind);
      const clearedSeq = wanted.clearedSeq > sent.clearedSeq ? wanted.clearedSeq : 0;
      return clearedSeq + left.length > 0
        ? { clearedSeq, of: Object.fromEntries(left) }
        : undefined;
    },
    refusalOf: (conversationId, code) => ({ conversationId, ...(code && { code }) }),
  });
  return {
    ...changes,
    change: (id: string, change: MarksChange): void =>
      changes.change(id, {
        clearedSeq: change.cleared_seq ?? 0,
        of: Object.fromEntries(
          kinds.flatMap((kind) => (change[kind] ?? []).map((messageId) => [messageId, kind])),
        ),
      }),
  };
};

/** Does the user still see this message, with a change that the server has not confirmed? */
export const isShown = (
  change: PendingMark | undefined,
  { id, seq }: { readonly id: string; readonly seq: number },
): boolean => !change || (seq > change.clearedSeq && change.of[id] !== 'hide');

/** Is it starred, with a change that the server has not confirmed? */
export const isStarred = (
  change: PendingMark | undefined,
  id: string,
  isKnown: boolean,
): boolean => {
  const kind = change?.of[id];
  return kind ? kind === 'star' : isKnown;
};

/** A conversation without the preview of a message that the user removes. */
export const withoutRemoved = (conversation: Conversation, pending: PendingMarks): Conversation => {
  const change = pending[conversation.id];
  const { last_message, last_seq } = conversation;
  if (!change || !last_message || isShown(change, last_message)) return conversation;
  const rest = withoutPreview(conversation);
  return change.clearedSeq < last_seq ? rest : { ...rest, unread_count: 0 };
};
