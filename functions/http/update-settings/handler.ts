import { updateSettings as contract } from '#contracts/http/update-settings.ts';
import { forever } from '#core/domain/member-settings.ts';
import { httpEnv, readEnv } from '../../runtime/env.ts';
import { httpHandler, reply } from '../../runtime/http.ts';
import { wireUpdateSettings } from '../../wiring/conversations.ts';

const updateSettings = wireUpdateSettings(readEnv(httpEnv['update-settings']));

const instantOf = (until: string | null): number | null => {
  if (until === null) return null;
  return until === 'forever' ? forever : Date.parse(until);
};

export const handler = httpHandler(contract, async ({ caller, params, body }) => {
  const { muted_until: until, is_pinned, is_archived, archived_seq, is_marked_unread } = body;
  const answer = await updateSettings(caller, {
    conversationId: params.id,
    ...(until !== undefined && { mutedUntil: instantOf(until) }),
    ...(is_pinned !== undefined && { isPinned: is_pinned }),
    ...(is_archived !== undefined && { isArchived: is_archived }),
    ...(archived_seq !== undefined && { archivedSeq: archived_seq }),
    ...(is_marked_unread !== undefined && { isMarkedUnread: is_marked_unread }),
    ...(body.socket_id !== undefined && { socketId: body.socket_id }),
  });
  return answer.ok ? reply(200, answer.value) : answer;
});
