import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import type { Peer } from '../../../../../functions/contracts/http/users.ts';
import { strings } from '../../../lib/strings.ts';
import { sinceTime } from '../../../lib/time.ts';

const { conversations: words, presence } = strings;

/** What a conversation is called: by its peer, oneself included. */
export const nameOf = ({ peer }: Conversation, userId: string): string =>
  peer.id === userId ? words.self(peer.username) : peer.username;

/** The last message in one line, split so that the author can stand out. */
export const previewOf = (
  { last_message: last, peer }: Conversation,
  userId: string,
): { author: string | null; text: string } => {
  if (!last) return { author: null, text: words.noMessages };
  const isOwn = last.sender_id === userId && peer.id !== userId;
  const author = isOwn ? `${words.you}:` : null;
  if (last.deleted) return { author, text: words.deleted };
  return { author, text: last.preview || words.attachment };
};

export const presenceOf = (peer: Peer, userId: string, now: number): string => {
  if (peer.id === userId) return presence.notes;
  if (!peer.is_active) return presence.inactive;
  if (peer.online) return presence.online;
  return peer.last_seen ? presence.lastSeen(sinceTime(peer.last_seen, now)) : presence.offline;
};
