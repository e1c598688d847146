import { now } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Peer } from '#contracts/http/people.ts';
import { previewOf as previewOfText } from '#contracts/texts/preview.ts';
import { sinceTime } from '#site/lib/time.ts';
import { strings } from '#site/strings/strings.ts';
import type { Waiting } from '#site/sync/waiting.ts';
import { shownName } from '#site/ui/person.ts';
import { attachmentPreview, attachmentText } from '#site/ui/previews/attachment-preview.ts';

const { conversations: words, disappearing, presence } = strings;

/** The name of a conversation: its peer's, or the notes to oneself. */
export const nameOf = ({ peer }: Conversation, userId: string): string =>
  peer.id === userId ? words.self(shownName(peer)) : shownName(peer);

/** The preview of a conversation, in parts with different styles. */
export interface Preview {
  /** Shown before the text: the author, or that it is a draft. */
  readonly lead: string | null;
  readonly text: string;
  readonly kind: 'text' | 'draft' | 'photo' | 'voice' | 'file' | 'queued' | 'failed' | 'none';
}

const deletedText = (last: Conversation['last_message']): string =>
  Date.parse(last?.expires_at ?? '') <= now() ? disappearing.gone : words.deleted;

/** The draft, else the latest unsent message, else the last message. */
export const previewOf = (
  { last_message: last, peer }: Conversation,
  userId: string,
  draft: string,
  waiting?: Waiting,
): Preview => {
  const written = previewOfText(draft);
  if (written !== '') return { lead: words.draft, text: written, kind: 'draft' };
  const shown = waiting ?? last;
  if (!shown) return { lead: null, text: words.noMessages, kind: 'none' };
  // Keeps the height of the line.
  if (!waiting && last?.hidden) return { lead: null, text: '\u00a0', kind: 'text' };
  const isOwn = (waiting || last?.sender_id === userId) && peer.id !== userId;
  const lead = isOwn ? `${words.you}:` : null;
  if (shown.deleted) return { lead, text: deletedText(last), kind: 'none' };
  const attachment = attachmentPreview(shown);
  const text = attachment ? attachmentText(attachment) : shown.preview;
  const state = waiting && (waiting.isFailed ? 'failed' : 'queued');
  return { lead, text, kind: state ?? attachment?.kind ?? 'text' };
};

export const presenceOf = (peer: Peer, userId: string, now: number): string => {
  if (peer.id === userId) return presence.notes;
  if (!peer.is_active) return presence.inactive;
  if (peer.online) return presence.online;
  return peer.last_seen ? presence.lastSeen(sinceTime(peer.last_seen, now)) : presence.offline;
};
