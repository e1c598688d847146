import type { SettingsChange } from '#client';
import { isArchived, isMarkedUnread, isMuted, now } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useArchived } from '../model/archived.ts';

const HOUR_MS = 3_600_000;
const MORNING = 8;

export const inAnHour = (): string => new Date(now() + HOUR_MS).toISOString();

/** The next 8 a.m. in this device's time zone. */
export const nextMorning = (at = now()): Date => {
  const morning = new Date(at);
  morning.setHours(MORNING, 0, 0, 0);
  if (morning.getTime() <= at) morning.setDate(morning.getDate() + 1);
  return morning;
};

/** The settings of a conversation, and functions that change them. */
export const useArrange = (conversation: Conversation) => {
  const { settings } = useRealtime();
  const { id, me, last_seq, unread_count } = conversation;
  const change = (wanted: SettingsChange): void => settings.change(id, wanted);
  return {
    isMuted: isMuted(conversation, now()),
    isPinned: me.is_pinned,
    isArchived: isArchived(conversation, now()),
    isUnread: unread_count > 0 || isMarkedUnread(conversation),
    mute: (until: string | null) => change({ muted_until: until }),
    pin: (is_pinned: boolean) => change({ is_pinned }),
    archive: () => {
      change({ is_archived: true, archived_seq: last_seq });
      useArchived.setState({ id });
    },
    unarchive: () => {
      change({ is_archived: false });
      useArchived.setState({ id: null });
    },
    markUnread: () => change({ is_marked_unread: true }),
    markRead: () => change({ is_marked_unread: false }),
  };
};
