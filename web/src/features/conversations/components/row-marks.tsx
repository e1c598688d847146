import { BellOff, Pin } from 'lucide-react';
import { isMarkedUnread, isMuted } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { strings } from '#site/strings/strings.ts';
import { UnreadBadge } from './unread-badge.tsx';

const words = strings.conversations;

/** The user's settings and the unread count, at the end of a row. */
export const RowMarks = ({ conversation, now }: { conversation: Conversation; now: number }) => {
  const { me, unread_count: unread } = conversation;
  const isQuiet = isMuted(conversation, now);
  return (
    <>
      {isQuiet && (
        <>
          <BellOff aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          <span className="sr-only">{words.isMuted}</span>
        </>
      )}
      {me.is_pinned && (
        <>
          <Pin aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
          <span className="sr-only">{words.isPinned}</span>
        </>
      )}
      {unread > 0 && <UnreadBadge count={unread} isQuiet={isQuiet} />}
      {unread === 0 && isMarkedUnread(conversation) && (
        <>
          <span aria-hidden="true" className="size-3 shrink-0 rounded-full bg-accent" />
          <span className="sr-only">{words.isMarkedUnread}</span>
        </>
      )}
    </>
  );
};
