import type { SearchHit } from '#contracts/http/search.ts';
import { limits } from '#contracts/limits.ts';
import { hasWord, wordsOf } from '#contracts/texts/find-words.ts';
import { withoutStyles } from '#contracts/texts/styles.ts';
import { peerOf } from '../../domain/conversation.ts';
import { messageId, parseMessageId } from '../../domain/message-id.ts';
import {
  excerptOf,
  type Having,
  type Matches,
  matcherOf,
  matcherOfKind,
} from '../../domain/message-search.ts';
import type { Caller } from '../../domain/user.ts';
import type {
  ConversationStore,
  MessageInContext,
  MessagePlace,
} from '../../ports/conversations.ts';
import type { UserStore } from '../../ports/users.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { attachmentView } from '../../views/attachment-view.ts';
import { isoTime } from '../../views/time.ts';
import { faceView } from '../../views/user-view.ts';

const badCursor = fail('validation_failed', {
  detail: 'query.cursor: must be a next_cursor of this search',
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this search' }],
});

const cursorOf = ({ createdAt, conversationId, seq }: MessagePlace): string =>
  `${createdAt.toString(36)}-${messageId(conversationId, seq)}`;

/** Null if the cursor is not from a search. */
const placeOf = (cursor: string): MessagePlace | null => {
  const [time = '', id = ''] = cursor.split('-');
  const place = parseMessageId(id);
  const createdAt = Number.parseInt(time, 36);
  const found = place && Number.isSafeInteger(createdAt) ? { createdAt, ...place } : null;
  return found && cursorOf(found) === cursor ? found : null;
};

/** The part of a message that a hit shows: its text, or the first file name that contains a word. */
const shownOf = ({ content, attachments }: MessageInContext['message'], words: string[]) => {
  const names = attachments.map(({ filename }) => filename);
  const name = words.length === 0 ? undefined : names.find((one) => hasWord(one, words));
  return (name === undefined && content !== null) || hasWord(content ?? '', words)
    ? { foundIn: 'text' as const, excerpt: excerptOf(withoutStyles(content ?? ''), words) }
    : { foundIn: 'filename' as const, excerpt: excerptOf(name ?? names[0] ?? '', words) };
};

interface Request {
  readonly q: string;
  readonly has?: Having | undefined;
  readonly conversationId: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

const matcherFor = (words: string[], has: Having | undefined): Matches => {
  const hasWords = matcherOf(words);
  if (!has) return hasWords;
  const isOfKind = matcherOfKind(has);
  return (message) => isOfKind(message) && hasWords(message);
};

const contentFor = (
  { content, attachments }: MessageInContext['message'],
  has: Having | undefined,
) => (has ? { text: content, attachments: attachments.map(attachmentView) } : {});

/** Searches a limited number of the caller's messages; the cursor continues after them. */
export const makeSearchMessages =
  (deps: { users: UserStore; conversations: ConversationStore }) =>
  async (caller: Caller, { q, has, conversationId, cursor, limit }: Request) => {
    const access = await (conversationId === undefined
      ? authenticate(deps.users, caller)
      : memberAccess(deps, caller, conversationId));
    if (!access.ok) return access;
    const before = cursor === undefined ? undefined : placeOf(cursor);
    const isOther = conversationId !== undefined && before?.conversationId !== conversationId;
    if (before === null || (before && isOther)) return badCursor;
    const words = wordsOf(q);
    const { scanned, milliseconds } = limits.messageSearch;
    const { items, searchedTo } = await deps.conversations.search(caller.userId, {
      matches: matcherFor(words, has),
      ...(conversationId !== undefined && { conversationId }),
      ...(before && { before }),
      stopAfter: { matches: limit, messages: scanned, milliseconds },
    });
    const peerIds = items.map(({ conversation }) => peerOf(conversation, caller.userId));
    const peers = await deps.users.getMany([...new Set(peerIds)]);
    const profiles = new Map(peers.map((peer) => [peer.id, peer]));
    return ok({
      items: items.map(({ message, conversation }): SearchHit => {
        const peer = expectProfile(profiles.get(peerOf(conversation, caller.userId)));
        const { foundIn, excerpt } = shownOf(message, words);
        return {
          message_id: messageId(message.conversationId, message.seq),
          conversation_id: message.conversationId,
          seq: message.seq,
          sender_id: message.senderId,
          peer: faceView(peer),
          found_in: foundIn,
          excerpt: excerpt.text,
          marks: [...excerpt.marks],
          ...contentFor(message, has),
          created_at: isoTime(message.createdAt),
          ...(message.expiresAt !== undefined && { expires_at: isoTime(message.expiresAt) }),
        };
      }),
      next_cursor: searchedTo && cursorOf(searchedTo),
      searched_to: searchedTo && isoTime(searchedTo.createdAt),
    });
  };
