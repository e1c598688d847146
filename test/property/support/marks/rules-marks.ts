import type { ConversationModel, MessageModel, Model, SettingsModel } from '../model.ts';
import { isActive, isDeleted, isMember, isRead, isVisible, settingsOf } from '../model.ts';
import { read, readUpTo } from '../rules-change.ts';
import type { Outcome } from '../rules-send.ts';

/** What a request marks; null: a message that does not exist. */
export interface MarksAsked {
  readonly clear: number | undefined;
  readonly hide: MessageModel | null | undefined;
  readonly star: MessageModel | null | undefined;
  readonly unstar: MessageModel | null | undefined;
}

/** Reads what will be gone. */
const readGone = (
  model: Model,
  by: number,
  conversation: ConversationModel,
  { clear, hide }: MarksAsked,
): void => {
  if (clear !== undefined) readUpTo(model, { by, conversation, seq: clear });
  if (hide && !isDeleted(hide) && !isRead(conversation, hide)) {
    read(model, { by, place: { conversation, message: hide } });
  }
};

const marked = (
  known: SettingsModel,
  { clear, hide, star, unstar }: MarksAsked,
  last: number,
): SettingsModel => {
  const clearedSeq = Math.max(known.clearedSeq, Math.min(clear ?? 0, last));
  const hidden = [...new Set([...known.hidden, ...(hide ? [hide.seq] : [])])]
    .filter((seq) => seq > clearedSeq)
    .sort((one, other) => one - other);
  const starred = [...new Set([...known.starred, ...(star ? [star.seq] : [])])].filter(
    (seq) => seq !== unstar?.seq && seq > clearedSeq && !hidden.includes(seq),
  );
  const isCleared = clearedSeq > known.clearedSeq;
  const isMarked =
    JSON.stringify([hidden, starred]) !== JSON.stringify([known.hidden, known.starred]);
  if (!isCleared && !isMarked) return known;
  const ver = known.ver + 1;
  return {
    ...known,
    ver,
    clearedSeq,
    hidden,
    starred,
    marksVer: isMarked ? ver : known.marksVer,
    markedSeq: isCleared ? null : known.markedSeq,
  };
};

const refusalOf = (
  conversation: ConversationModel,
  by: number,
  { hide, star, unstar }: MarksAsked,
): 'message_not_found' | 'message_deleted' | null => {
  if ([hide, star, unstar].includes(null)) return 'message_not_found';
  if (star && !isVisible(conversation, by, star)) return 'message_not_found';
  return star && isDeleted(star) ? 'message_deleted' : null;
};

export const mark = (
  model: Model,
  asked: { by: number; conversation: ConversationModel | undefined; change: MarksAsked },
): Outcome => {
  const { by, conversation, change } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!conversation || !isMember(conversation, by)) return 'conversation_not_found';
  const refusal = refusalOf(conversation, by, change);
  if (refusal) return refusal;
  readGone(model, by, conversation, change);
  const known = settingsOf(conversation, by);
  const next = marked(known, change, conversation.log.length);
  if (next !== known) conversation.settings.set(by, next);
  return { status: 200, conversation };
};
