import type { LucideIcon } from 'lucide-react';
import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  Eraser,
  Mail,
  MailOpen,
  Pin,
  PinOff,
  Star,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { RefObject } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { opener, over } from '#site/lib/history/behind.ts';
import { clockTime } from '#site/lib/time.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { inAnHour, nextMorning, useArrange } from '../api/use-arrange.ts';
import { words } from '../model/arrange-words.ts';
import { askToClear } from '../model/clearing.ts';

const Item = ({
  icon: Icon,
  label,
  onSelect,
}: {
  icon: LucideIcon;
  label: string;
  onSelect: () => void;
}) => (
  <DropdownMenu.Item
    onSelect={onSelect}
    className="flex h-10 cursor-pointer items-center gap-2.5 rounded-xl px-3 -outline-offset-2 select-none data-highlighted:bg-hover"
  >
    <Icon aria-hidden="true" className="size-4.5 shrink-0 text-ink-soft" />
    <span className="truncate">{label}</span>
  </DropdownMenu.Item>
);

/**
 * Menu items: pin, mark as unread, archive, mute, starred messages, clear. `onLeave` is called when the conversation
 * leaves the view; `returnTo` gets the focus when a dialog closes.
 */
export const ArrangeItems = ({
  conversation,
  returnTo,
  onLeave,
}: {
  conversation: Conversation;
  returnTo: RefObject<HTMLElement | null>;
  onLeave?: () => void;
}) => {
  const navigate = useNavigate();
  const location = useLocation();
  const { markRead } = useRealtime();
  const arrange = useArrange(conversation);
  const { id, last_seq, unread_count } = conversation;
  const read = (): void => {
    if (unread_count > 0) markRead(id, last_seq);
    arrange.markRead();
  };
  const leaving = (act: () => void) => (): void => {
    act();
    onLeave?.();
  };
  const showStarred = (): void => {
    opener.current = returnTo.current;
    void navigate(`/starred/${id}`, { state: over(location) });
  };
  return (
    <>
      {arrange.isPinned ? (
        <Item icon={PinOff} label={words.unpin} onSelect={() => arrange.pin(false)} />
      ) : (
        <Item icon={Pin} label={words.pin} onSelect={() => arrange.pin(true)} />
      )}
      {arrange.isUnread ? (
        <Item icon={MailOpen} label={words.markRead} onSelect={read} />
      ) : (
        <Item icon={Mail} label={words.markUnread} onSelect={leaving(arrange.markUnread)} />
      )}
      {arrange.isArchived ? (
        <Item icon={ArchiveRestore} label={words.unarchive} onSelect={arrange.unarchive} />
      ) : (
        <Item icon={Archive} label={words.archive} onSelect={leaving(arrange.archive)} />
      )}
      <DropdownMenu.Separator className="mx-3 my-1 h-px bg-line" />
      {arrange.isMuted ? (
        <Item icon={Bell} label={words.unmute} onSelect={() => arrange.mute(null)} />
      ) : (
        <DropdownMenu.Group aria-label={words.mute}>
          <DropdownMenu.Label className="px-3 pt-1 pb-0.5 text-sm text-ink-soft">
            {words.mute}
          </DropdownMenu.Label>
          <Item icon={BellOff} label={words.forAnHour} onSelect={() => arrange.mute(inAnHour())} />
          <Item
            icon={BellOff}
            label={words.untilMorning(clockTime(nextMorning().toISOString()))}
            onSelect={() => arrange.mute(nextMorning().toISOString())}
          />
          <Item icon={BellOff} label={words.forGood} onSelect={() => arrange.mute('forever')} />
        </DropdownMenu.Group>
      )}
      <DropdownMenu.Separator className="mx-3 my-1 h-px bg-line" />
      <Item icon={Star} label={words.starred} onSelect={showStarred} />
      <Item icon={Eraser} label={words.clear} onSelect={() => askToClear({ id, returnTo })} />
    </>
  );
};
