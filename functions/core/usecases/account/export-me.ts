import type { ExportItem } from '#contracts/http/export.ts';
import { limits } from '#contracts/limits.ts';
import { messageId, parseMessageId } from '../../domain/message-id.ts';
import type { Caller, User } from '../../domain/user.ts';
import { noMarks } from '../../domain/visibility/marks.ts';
import type { AuditLog } from '../../ports/audit.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { FactorStore } from '../../ports/factors.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { PasskeyStore } from '../../ports/passkeys.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { requireCode } from '../../shared/second-factor.ts';
import { viewerOf } from '../../shared/viewer-of.ts';
import { listVisible } from '../../shared/visibility/sight.ts';
import { eventView } from '../../views/event-view.ts';
import { messageView } from '../../views/message-view.ts';
import { passkeyView } from '../../views/passkey-view.ts';
import { isoTime } from '../../views/time.ts';
import { meView } from '../../views/user-view.ts';
import { viewFor } from '../conversations/get-conversation.ts';
import { factorView } from '../factor/get-factor.ts';
import { invitationView } from '../invitations/own-invitations.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: MemberSettingsStore;
  readonly audit: AuditLog;
  readonly factors: FactorStore;
  readonly passkeys: PasskeyStore;
  readonly invites: InviteStore;
  readonly clock: Clock;
}

/** Where an export continues: in a conversation, below a message (or at its start). */
interface Position {
  readonly conversationId: string;
  readonly before?: number;
}

const badCursor = fail('validation_failed', {
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this export' }],
});

const startCursor = /^-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opaque to clients: a message id, or `-` and a conversation id for its start. */
const cursorOf = ({ conversationId, before }: Position): string =>
  before === undefined ? `-${conversationId}` : messageId(conversationId, before);

const positionOf = (cursor: string): Position | null => {
  if (startCursor.test(cursor)) return { conversationId: cursor.slice(1) };
  const parsed = parseMessageId(cursor);
  return parsed && { conversationId: parsed.conversationId, before: parsed.seq };
};

/**
 * Exports everything stored about the caller, without messages that the caller no longer sees: profile, blocks and the like first, then conversation by conversation.
 */
export const makeExportMe = (deps: Deps) => {
  /** Adds a conversation from a position on; returns the next position, or null at its end. */
  const addConversation = async (
    user: User,
    { conversationId, before }: Position,
    items: ExportItem[],
  ): Promise<Position | null> => {
    const conversation = await deps.conversations.get(conversationId);
    if (!conversation) return null;
    if (before === undefined) {
      const view = await viewFor(deps, conversation, user);
      items.push({ type: 'conversation', conversation: view });
    }
    const room = limits.export.pageItems - items.length;
    const { clearedSeq, marksVer } = await deps.settings.get(user.id, conversationId);
    const marks = marksVer > 0 ? await deps.settings.getMarks(user.id, conversationId) : noMarks;
    const sight = { clearedSeq, hidden: new Set(marks.hidden) };
    const messages = await listVisible(deps, conversationId, sight, { before, limit: room + 1 });
    const viewer = await viewerOf(deps, conversation, user, messages);
    const stars = new Map(marks.starred.map(({ seq, at }) => [seq, at]));
    for (const message of messages.slice(0, room)) {
      const starredAt = message.deletedAt === null ? stars.get(message.seq) : undefined;
      items.push({
        type: 'message',
        message: messageView(message, conversation, viewer),
        ...(starredAt !== undefined && { starred_at: isoTime(starredAt) }),
      });
    }
    const oldest = messages[room - 1];
    return messages.length > room && oldest ? { conversationId, before: oldest.seq } : null;
  };

  const addConversations = async (
    user: User,
    start: Position | null,
    items: ExportItem[],
  ): Promise<string | null> => {
    const ids = await deps.conversations.listIds(user.id);
    for (const conversationId of ids.filter((id) => id >= (start?.conversationId ?? ''))) {
      // Needs room for a conversation and one message, so that every page makes progress.
      if (limits.export.pageItems - items.length < 2) return cursorOf({ conversationId });
      const position = conversationId === start?.conversationId ? start : { conversationId };
      const rest = await addConversation(user, position, items);
      if (rest) return cursorOf(rest);
    }
    return null;
  };

  return async (caller: Caller, request: { cursor?: string | undefined }) => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const codeRequired = await requireCode(deps, caller);
    if (codeRequired) return codeRequired;
    const start = request.cursor === undefined ? null : positionOf(request.cursor);
    if (request.cursor !== undefined && !start) return badCursor;
    const items: ExportItem[] = [];
    if (!start) {
      items.push({ type: 'profile', profile: meView(user.value) });
      const blocked = await deps.blocks.listBlocked(caller.userId);
      items.push(...blocked.map((user_id): ExportItem => ({ type: 'block', user_id })));
      const events = (await deps.audit.list(caller.userId)).map(eventView);
      items.push(...events.map((event): ExportItem => ({ type: 'event', event })));
      const second_factor = factorView(await deps.factors.get(caller.userId));
      if (second_factor.is_set) items.push({ type: 'second_factor', second_factor });
      const passkeys = (await deps.passkeys.list(caller.userId)).map(passkeyView);
      items.push(...passkeys.map((passkey): ExportItem => ({ type: 'passkey', passkey })));
      const open = (await deps.invites.listOpen(caller.userId)).map(invitationView);
      items.push(...open.map((invitation): ExportItem => ({ type: 'invitation', invitation })));
    }
    return ok({ items, next_cursor: await addConversations(user.value, start, items) });
  };
};
