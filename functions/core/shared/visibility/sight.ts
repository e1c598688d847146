import type { MemberSettings } from '../../domain/member-settings.ts';
import type { Message } from '../../domain/message.ts';
import type { Sight } from '../../domain/visibility/visible.ts';
import { fullSight, isVisible } from '../../domain/visibility/visible.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';

export interface SightDeps {
  readonly settings: Pick<MemberSettingsStore, 'get' | 'getMarks'>;
}

/** What a member no longer sees, by settings that were read. Reads the marks only if something is hidden. */
export const sightBy = async (
  { settings }: SightDeps,
  userId: string,
  conversationId: string,
  { clearedSeq, lastHiddenSeq }: MemberSettings,
): Promise<Sight> => {
  if (lastHiddenSeq <= clearedSeq) return { ...fullSight, clearedSeq };
  const { hidden } = await settings.getMarks(userId, conversationId, 'eventual');
  return { clearedSeq, hidden: new Set(hidden) };
};

/** What a member no longer sees of a conversation. */
export const sightOf = async (
  deps: SightDeps,
  userId: string,
  conversationId: string,
): Promise<Sight> =>
  sightBy(
    deps,
    userId,
    conversationId,
    await deps.settings.get(userId, conversationId, 'eventual'),
  );

/** Messages that are read at once behind hidden ones. */
const maxPage = 200;

/** Visible messages, newest first. Pages grow, so that many hidden messages in a row take few reads. */
export const listVisible = async (
  { conversations }: { readonly conversations: ConversationStore },
  conversationId: string,
  sight: Sight,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Message[]> => {
  const found: Message[] = [];
  let from = before;
  for (let size = limit; ; size = Math.max(limit, Math.min(size * 4, maxPage))) {
    const page = await conversations.listMessages(conversationId, {
      ...(from !== undefined && { before: from }),
      after: sight.clearedSeq,
      limit: size,
    });
    found.push(...page.filter((message) => isVisible(sight, message)));
    const oldest = page.at(-1);
    if (!oldest || page.length < size || found.length >= limit) return found.slice(0, limit);
    from = oldest.seq;
  }
};
