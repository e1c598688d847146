import { memo } from 'react';
import { unreadOf } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { usePlace } from '#site/lib/place.ts';
import { classes } from '#site/lib/text.ts';
import { listTime } from '#site/lib/time.ts';
import { useIsOnline } from '#site/sync/use-is-online.ts';
import { useWaiting } from '#site/sync/waiting.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { CurrentLink } from '#site/ui/link.tsx';
import { faceOf } from '#site/ui/person.ts';
import type { View } from '../api/use-conversations.ts';
import { nameOf } from '../model/conversation-words.ts';
import type { ViewState } from '../model/view.ts';
import { PreviewLine } from './preview-line.tsx';
import { RowMarks } from './row-marks.tsx';
import { RowOptions } from './row-options.tsx';
import { useRowMenu } from './use-row-menu.ts';

interface Props {
  readonly conversation: Conversation;
  readonly userId: string;
  readonly now: number;
  /** The view that stays beside the conversation when it is opened. */
  readonly view?: View;
  readonly onOpen?: () => void;
}

const look = (isActive: boolean): string =>
  classes(
    'group flex items-center gap-3 rounded-2xl [-webkit-touch-callout:none] px-3 py-3 -outline-offset-2 transition-colors',
    isActive
      ? 'bg-selected [--ring-behind:var(--selected)]'
      : 'hover:bg-hover hover:[--ring-behind:var(--hover)]',
  );

/** A conversation in the list: peer, preview, unread count. */
export const ConversationRow = memo(
  ({ conversation, userId, now, view = 'main', onOpen }: Props) => {
    usePlace();
    const { id, peer, last_message: last } = conversation;
    // A request has neither a count nor anything to set.
    const isRequest = view === 'requests';
    const unread = unreadOf(conversation);
    const isOnline = useIsOnline(peer);
    const at = useWaiting(id)?.at ?? last?.created_at;
    const name = nameOf(conversation, userId);
    const menu = useRowMenu(id);
    const timeLook = unread > 0 ? 'font-semibold text-action-ink' : 'text-ink-faint';
    return (
      <li className="group/row relative [contain-intrinsic-size:auto_72px] [content-visibility:auto]">
        <CurrentLink
          to={`/c/${id}`}
          state={{ view } satisfies ViewState}
          className={look}
          onClick={onOpen}
          data-row
          {...(!isRequest && menu)}
        >
          {(isActive) => (
            <>
              <Avatar {...faceOf(peer)} isOnline={isOnline} />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <span
                    dir="auto"
                    className="min-w-0 flex-1 truncate text-left font-semibold tracking-tight"
                  >
                    {name}
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
                  {!isRequest && <RowMarks conversation={conversation} now={now} />}
                </span>
              </span>
            </>
          )}
        </CurrentLink>
        {!isRequest && <RowOptions id={id} name={name} />}
      </li>
    );
  },
);
