import type { StarredMessage } from '#contracts/http/marks/marks.ts';
import { withoutStyles } from '#contracts/texts/styles.ts';
import type { Message } from '../../domain/message.ts';
import { messageId, parseMessageId } from '../../domain/message-id.ts';
import { excerptOf } from '../../domain/message-search.ts';
import { hasDeclined } from '../../domain/requests/message-request.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore, StarredPlace } from '../../ports/member-settings.ts';
import type { UserStore } from '../../ports/users.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { expectProfile } from '../../shared/other-member.ts';
import { isoTime } from '../../views/time.ts';
import { faceView } from '../../views/user-view.ts';

const badCursor = fail('validation_failed', {
  detail: 'query.cursor: must be a next_cursor of this list',
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this list' }],
});

const idOf = ({ conversationId, seq }: StarredPlace): string => messageId(conversationId, seq);
const cursorOf = (place: StarredPlace): string => `${place.at.toString(36)}-${idOf(place)}`;

/** Null if the cursor is not from this list. */
const placeOf = (cursor: string): StarredPlace | null => {
  const [time = '', id = ''] = cursor.split('-');
  const place = parseMessageId(id);
  const at = Number.parseInt(time, 36);
  const found = place && Number.isSafeInteger(at) ? { at, ...place } : null;
  return found && cursorOf(found) === cursor ? found : null;
};

/** The latest star first. */
const byTime = (one: StarredPlace, other: StarredPlace): number => {
  if (one.at !== other.at) return other.at - one.at;
  if (one.conversationId !== other.conversationId) {
    return one.conversationId < other.conversationId ? -1 : 1;
  }
  return other.seq - one.seq;
};

interface Request {
  readonly conversationId: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly settings: MemberSettingsStore;
}

/** The conversations of these places that the user has declined: they are in no list but that of the named one. */
const declinedBy = async (
  { conversations }: Deps,
  userId: string,
  places: readonly StarredPlace[],
  named: string | undefined,
): Promise<ReadonlySet<string>> => {
  const listed = new Set(places.map(({ conversationId }) => conversationId));
  const ids = [...listed].filter((id) => id !== named);
  const found = await Promise.all(ids.map((id) => conversations.get(id, 'eventual')));
  const declined = found.filter((one) => one !== null && hasDeclined(one, userId));
  return new Set(declined.flatMap((one) => one?.id ?? []));
};

/** Lists the caller's starred messages. What was cleared or deleted for oneself has no star. */
export const makeListStarred =
  (deps: Deps) =>
  async (caller: Caller, { conversationId, cursor, limit }: Request) => {
    const access = await (conversationId === undefined
      ? authenticate(deps.users, caller)
      : memberAccess(deps, caller, conversationId));
    if (!access.ok) return access;
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const isOther = conversationId !== undefined && after?.conversationId !== conversationId;
    if (after === null || (after && isOther)) return badCursor;
    const stars = await deps.settings.listStarred(caller.userId, conversationId);
    const rest = stars.filter((star) => !after || byTime(after, star) < 0).sort(byTime);
    const page = rest.slice(0, limit);
    const [found, declined] = await Promise.all([
      deps.conversations.getMessages(page),
      declinedBy(deps, caller.userId, page, conversationId),
    ]);
    const messages = new Map(found.map((one) => [messageId(one.conversationId, one.seq), one]));
    const peerOf = ({ senderId, receiverId }: Message): string =>
      senderId === caller.userId ? receiverId : senderId;
    const peers = await deps.users.getMany([...new Set(found.map(peerOf))]);
    const profiles = new Map(peers.map((peer) => [peer.id, peer]));
    const itemOf = (star: StarredPlace): StarredMessage[] => {
      const message = messages.get(idOf(star));
      if (message?.deletedAt !== null || declined.has(star.conversationId)) return [];
      const { content, attachments } = message;
      const text = content === null ? (attachments[0]?.filename ?? '') : withoutStyles(content);
      return [
        {
          message_id: idOf(star),
          conversation_id: star.conversationId,
          seq: star.seq,
          sender_id: message.senderId,
          peer: faceView(expectProfile(profiles.get(peerOf(message)))),
          excerpt: excerptOf(text, []).text,
          has_attachments: attachments.length > 0,
          starred_at: isoTime(star.at),
          created_at: isoTime(message.createdAt),
          ...(message.expiresAt !== undefined && { expires_at: isoTime(message.expiresAt) }),
        },
      ];
    };
    const last = page.at(-1);
    return ok({
      items: page.flatMap(itemOf),
      next_cursor: last && rest.length > page.length ? cursorOf(last) : null,
    });
  };
