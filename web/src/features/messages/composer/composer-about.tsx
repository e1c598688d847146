import { Pencil, Reply, X } from 'lucide-react';
import type { Message } from '#contracts/http/messages.ts';
import { words } from '#site/strings/later/composing-words.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { excerptOf } from '../bubble/excerpt.ts';
import { Quote } from '../bubble/quote.tsx';
import { useDialog } from '../model/dialog-context.ts';

const looks = {
  edit: { icon: Pencil, leave: words.cancelEdit },
  reply: { icon: Reply, leave: words.cancelReply },
} as const;

/** Above the message box: the message that is edited or replied to, and a button to cancel. */
export const ComposerAbout = ({
  mode,
  about,
  onLeave,
}: {
  mode: keyof typeof looks;
  about: Message | undefined;
  onLeave: () => void;
}) => {
  const userId = useUserId();
  const { peerName, jumpTo } = useDialog();
  const { icon: Icon, leave } = looks[mode];
  const isOwn = about?.sender_id === userId;
  const title = isOwn ? words.replyingToSelf : words.replyingTo(peerName);
  return (
    <div className="flex items-center gap-2.5 border-b border-line py-1.5 pr-1.5 pl-4">
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-action-ink" />
      <button
        type="button"
        disabled={!about}
        onClick={() => about && jumpTo(about.id)}
        className="min-w-0 flex-1 rounded-md border-l-[3px] border-accent py-0.5 pl-2.5 text-ink"
      >
        <Quote
          author={mode === 'edit' ? words.editing : title}
          excerpt={about ? excerptOf(about) : '…'}
          isFaint={about !== undefined && about.deleted_at !== null}
        />
      </button>
      <button
        type="button"
        aria-label={leave}
        onClick={onLeave}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-full text-ink-soft hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-4.5" />
      </button>
    </div>
  );
};
