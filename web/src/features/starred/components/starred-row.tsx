import { StarOff } from 'lucide-react';
import type { StarredMessage } from '#contracts/http/marks/marks.ts';
import { withJump } from '#site/lib/dialog-state.ts';
import { listTime } from '#site/lib/time.ts';
import { words } from '#site/strings/later/marks-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { attachmentPreview, attachmentText } from '#site/ui/previews/attachment-preview.ts';

const { conversations, presence } = strings;

/** A starred message: a link to it in its conversation, and a button that removes the star. */
export const StarredRow = ({
  item,
  now,
  onUnstar,
}: {
  item: StarredMessage;
  now: number;
  onUnstar: () => void;
}) => {
  const userId = useUserId();
  const { message_id, conversation_id, sender_id, peer, created_at } = item;
  const { excerpt: preview, has_attachments } = item;
  const attachment = attachmentPreview({ preview, has_attachments, deleted: false });
  const excerpt = attachment ? attachmentText(attachment) : preview;
  const isNotes = peer.id === userId;
  return (
    <li className="flex items-center gap-1">
      <Link
        to={`/c/${conversation_id}`}
        state={withJump(message_id)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-2xl px-3 py-2.5 -outline-offset-2 transition-colors hover:bg-hover"
      >
        <Avatar {...faceOf(peer)} size="small" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span dir="auto" className="min-w-0 flex-1 truncate text-left text-sm font-semibold">
              {isNotes ? presence.notes : shownName(peer)}
            </span>
            <time dateTime={created_at} className="shrink-0 text-xs text-ink-faint tabular-nums">
              {listTime(created_at, now)}
            </time>
          </span>
          <span dir="auto" className="line-clamp-2 text-left text-sm text-ink-soft">
            {sender_id === userId && !isNotes && (
              <span className="text-ink-faint">{conversations.you}: </span>
            )}
            {excerpt}
          </span>
        </span>
      </Link>
      <Button look="icon" aria-label={words.unstarOf(excerpt)} onClick={onUnstar}>
        <StarOff aria-hidden="true" className="size-4.5" />
      </Button>
    </li>
  );
};
