import { ArrowLeft, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { classes } from '#site/lib/text.ts';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { useIsTyping } from '#site/sync/realtime-context.ts';
import { useConnection } from '#site/sync/use-connection.ts';
import { useIsOnline } from '#site/sync/use-is-online.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { faceOf } from '#site/ui/person.ts';
import { nameOf, presenceOf } from '../model/conversation-words.ts';
import { useView } from '../model/view.ts';

const DisappearingAfter = ({ after }: { after: DisappearingSeconds }) => {
  const text = strings.disappearing.after(strings.disappearing.times[after]);
  return (
    <span title={text} className="ms-2 text-ink-faint">
      <Timer aria-hidden="true" className="inline size-4 align-[-0.2em]" />
      <span className="sr-only">{text}</span>
    </span>
  );
};

export const DialogHeader = ({
  conversation,
  actions,
  about,
}: {
  conversation: Conversation;
  actions?: ReactNode;
  /** The path of the page about the peer. */
  about?: string;
}) => {
  const userId = useUserId();
  const { state } = useLocation();
  const view = useView();
  const now = useNow(60_000);
  const { peer, request, disappearing } = conversation;
  const after = disappearing?.after;
  const isTyping = useIsTyping(conversation.id);
  const away = useConnection();
  const isOnline = useIsOnline(peer);
  const presence = isTyping ? strings.presence.typing : presenceOf(peer, userId, now);
  // Until a request is accepted, neither sees the other's presence.
  const known = request ? null : presence;
  const status = away ? strings.connection[away] : known;
  return (
    <header className="flex items-center gap-3 border-b border-line bg-surface px-3 pt-[max(0.625rem,env(safe-area-inset-top))] pb-2.5 md:px-6">
      <Button asChild look="icon" className="-ml-1 md:hidden">
        <Link to="/" state={state} aria-label={strings.messages.back}>
          <ArrowLeft aria-hidden="true" className="size-5" />
        </Link>
      </Button>
      <div className="relative flex min-w-0 flex-1 items-center gap-3">
        <Avatar {...faceOf(peer)} size="small" isOnline={isOnline} />
        <div className="min-w-0 flex-1 leading-tight">
          <h1 dir="auto" className="truncate text-left font-semibold tracking-tight">
            {about ? (
              <Link
                to={about}
                state={{ view, isStep: true }}
                className="after:absolute after:inset-0"
              >
                {nameOf(conversation, userId)}
              </Link>
            ) : (
              nameOf(conversation, userId)
            )}
          </h1>
          <p
            className={classes(
              'min-h-5 truncate text-sm',
              isOnline || isTyping ? 'text-action-ink' : 'text-ink-faint',
            )}
          >
            {peer.display_name && <bdi className="text-ink-faint">{peer.username}</bdi>}
            {peer.display_name && status && <span className="text-ink-faint"> · </span>}
            {status}
            {after && <DisappearingAfter after={after} />}
          </p>
        </div>
      </div>
      {actions}
    </header>
  );
};
