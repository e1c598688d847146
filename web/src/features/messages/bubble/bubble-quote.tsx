import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useQuoted } from '../api/use-quoted.ts';
import { useDialog } from '../model/dialog-context.ts';
import { excerptOf } from './excerpt.ts';
import { Quote } from './quote.tsx';

const words = strings.actions;

/** The quoted message; a click jumps to it. */
export const BubbleQuote = ({ messageId, isOwn }: { messageId: string; isOwn: boolean }) => {
  const { conversationId, peerName, jumpTo } = useDialog();
  const userId = useUserId();
  const { message, isFailed } = useQuoted(conversationId, messageId);
  const author = message?.sender_id === userId ? strings.conversations.you : peerName;
  const missing = isFailed ? words.quoteMissing : '…';
  return (
    <button
      type="button"
      disabled={!message}
      onClick={() => jumpTo(messageId)}
      className={classes(
        'mb-1.5 block w-full min-w-32 rounded-lg border-l-[3px] border-accent px-2.5 py-1.5 transition-colors',
        isOwn ? 'bg-on-bubble-own/12 hover:bg-on-bubble-own/20' : 'bg-hover hover:bg-selected',
      )}
    >
      <span className="sr-only">{words.inReplyTo} </span>
      <Quote
        author={message ? author : ' '}
        excerpt={message ? excerptOf(message) : missing}
        isFaint={!message || message.deleted_at !== null}
      />
    </button>
  );
};
