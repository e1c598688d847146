import { FileText, Image } from 'lucide-react';
import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
import { useIsTyping } from '../../../realtime/realtime-context.ts';
import { previewOf } from '../model/conversation-words.ts';

const icons = { photo: Image, file: FileText } as const;

/** What goes on in a conversation, in one line. The draft of the open one stands in its box. */
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
  const { lead, text, kind } = previewOf(conversation, userId, isOpen ? '' : draft);
  const Icon = kind === 'photo' || kind === 'file' ? icons[kind] : null;
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
          {Icon && <Icon aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.125em]" />}
          <bdi>{text}</bdi>
        </>
      )}
    </span>
  );
};
