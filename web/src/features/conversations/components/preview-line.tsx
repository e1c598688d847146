import { Clock4, FileText, Image, Mic, TriangleAlert } from 'lucide-react';
import type { Conversation } from '#contracts/http/conversations.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { useDraft } from '#site/sync/drafts.ts';
import { useIsTyping } from '#site/sync/realtime-context.ts';
import { useWaiting } from '#site/sync/waiting.ts';
import { previewOf } from '../model/conversation-words.ts';

// Separate from the dialog's icons: shared ones would end up in the settings' scripts, too.
const icons = {
  photo: Image,
  voice: Mic,
  file: FileText,
  queued: Clock4,
  failed: TriangleAlert,
} as const;

/**
 * The preview of a conversation, in one line. The open one's draft is not shown, since it is in the
 * message box.
 */
export const PreviewLine = ({
  conversation,
  userId,
  isOpen,
}: {
  conversation: Conversation;
  userId: string;
  isOpen: boolean;
}) => {
  const { id, unread_count: unread } = conversation;
  const isTyping = useIsTyping(id);
  const { text: draft } = useDraft(id);
  const { lead, text, kind } = previewOf(conversation, userId, isOpen ? '' : draft, useWaiting(id));
  const Icon = kind in icons ? icons[kind as keyof typeof icons] : null;
  const isWaiting = kind === 'queued' || kind === 'failed';
  return (
    <span
      dir="auto"
      className={classes(
        'min-w-0 flex-1 truncate text-left text-sm',
        unread > 0 ? 'font-medium text-ink' : 'text-ink-soft',
        kind === 'none' && 'italic',
      )}
    >
      {isTyping ? (
        <span className="text-action-ink">{strings.presence.typing}</span>
      ) : (
        <>
          {lead && (
            <span className={kind === 'draft' ? 'text-danger' : 'text-ink-faint'}>{lead} </span>
          )}
          {Icon && (
            <Icon
              aria-hidden="true"
              className={classes(
                'mr-1 inline size-3.5 align-[-0.125em]',
                kind === 'failed' && 'text-danger',
              )}
            />
          )}
          {isWaiting && <span className="sr-only">{strings.messages.status[kind]} </span>}
          <bdi>{text}</bdi>
        </>
      )}
    </span>
  );
};
