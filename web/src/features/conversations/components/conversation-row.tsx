import { memo } from 'react';
import { NavLink } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { usePlace } from '#site/lib/place.ts';
import { classes } from '#site/lib/text.ts';
import { listTime } from '#site/lib/time.ts';
import { useWaiting } from '#site/sync/waiting.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { nameOf } from '../model/conversation-words.ts';
import { PreviewLine } from './preview-line.tsx';
import { UnreadBadge } from './unread-badge.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly userId: string;
  readonly now: number;
  readonly onOpen?: () => void;
}

const look = ({ isActive }: { isActive: boolean }): string =>
  classes(
    'group flex items-center gap-3 rounded-2xl px-3 py-3 -outline-offset-2 transition-colors',
    isActive
      ? 'bg-selected [--ring-behind:var(--selected)]'
      : 'hover:bg-hover hover:[--ring-behind:var(--hover)]',
  );

/** A conversation in the list: peer, preview, unread count. */
export const ConversationRow = memo(({ conversation, userId, now, onOpen }: Props) => {
  usePlace();
  const { id, peer, last_message: last, unread_count: unread } = conversation;
  const isOnline = peer.online && peer.id !== userId;
  const at = useWaiting(id)?.at ?? last?.created_at;
  const timeLook = unread > 0 ? 'font-semibold text-action-ink' : 'text-ink-faint';
  return (
    <li className="[contain-intrinsic-size:auto_72px] [content-visibility:auto]">
      <NavLink to={`/c/${id}`} className={look} onClick={onOpen} data-row>
        {({ isActive }) => (
          <>
            <Avatar id={peer.id} name={peer.username} isOnline={isOnline} />
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <span
                  dir="auto"
                  className="min-w-0 flex-1 truncate text-left font-semibold tracking-tight"
                >
                  {nameOf(conversation, userId)}
                </span>
                {at !== undefined && (
                  <time
                    dateTime={at}
                    className={classes('shrink-0 text-xs tabular-nums', timeLook)}
                  >
                    {listTime(at, now)}
                  </time>
                )}
              </span>
              <span className="mt-0.5 flex items-center gap-2">
                <PreviewLine conversation={conversation} userId={userId} isOpen={isActive} />
                {unread > 0 && <UnreadBadge count={unread} />}
              </span>
            </span>
          </>
        )}
      </NavLink>
    </li>
  );
});
