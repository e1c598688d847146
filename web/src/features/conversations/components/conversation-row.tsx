import { memo } from 'react';
import { NavLink } from 'react-router';
import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { Avatar } from '../../../components/avatar.tsx';
import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
import { listTime } from '../../../lib/time.ts';
import { useIsTyping } from '../../../realtime/realtime-context.ts';
import { nameOf, previewOf } from '../model/conversation-words.ts';

const UnreadBadge = ({ count }: { count: number }) => (
  <span className="inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-bold text-on-accent tabular-nums">
    <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
    <span className="sr-only">{strings.conversations.unread(count)}</span>
  </span>
);

export const ConversationRow = memo(
  ({ conversation, userId, now }: { conversation: Conversation; userId: string; now: number }) => {
    const { id, peer, last_message: last, unread_count: unread } = conversation;
    const isTyping = useIsTyping(id);
    const preview = previewOf(conversation, userId);
    const isOnline = peer.online && peer.id !== userId;
    return (
      <li className="[contain-intrinsic-size:auto_72px] [content-visibility:auto]">
        <NavLink
          to={`/c/${id}`}
          className={({ isActive }) =>
            classes(
              'group flex items-center gap-3 rounded-2xl px-3 py-3 transition-colors -outline-offset-2',
              isActive
                ? 'bg-selected [--ring-behind:var(--selected)]'
                : 'hover:bg-hover hover:[--ring-behind:var(--hover)]',
            )
          }
        >
          <Avatar id={peer.id} name={peer.username} isOnline={isOnline} />
          <span className="min-w-0 flex-1">
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate font-semibold tracking-tight">
                {nameOf(conversation, userId)}
              </span>
              {last && (
                <time
                  dateTime={last.created_at}
                  className={classes(
                    'shrink-0 text-xs tabular-nums',
                    unread > 0 ? 'font-semibold text-action-ink' : 'text-ink-faint',
                  )}
                >
                  {listTime(last.created_at, now)}
                </time>
              )}
            </span>
            <span className="mt-0.5 flex items-center gap-2">
              <span
                dir="auto"
                className={classes(
                  'min-w-0 flex-1 truncate text-sm',
                  unread > 0 ? 'font-medium text-ink' : 'text-ink-soft',
                  (!last || last.deleted) && 'italic',
                )}
              >
                {isTyping ? (
                  <span className="text-action-ink">{strings.presence.typing}</span>
                ) : (
                  <>
                    {preview.author && <span className="text-ink-faint">{preview.author} </span>}
                    {preview.text}
                  </>
                )}
              </span>
              {unread > 0 && <UnreadBadge count={unread} />}
            </span>
          </span>
        </NavLink>
      </li>
    );
  },
);
