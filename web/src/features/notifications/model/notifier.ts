import type { Message } from '#contracts/http/messages.ts';
import { isQuiet } from '#contracts/quiet-hours.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { previewOf } from '#contracts/texts/preview.ts';
import type { Preferences } from '#site/lib/preferences.ts';
import { strings } from '#site/strings/strings.ts';
import type { Attention } from './attention.ts';

const words = strings.notifications;

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** The path of the sender's photo. */
  readonly icon?: string;
  readonly conversationId: string;
  /** Of the message. */
  readonly seq: number;
  /** When the message disappears, in epoch milliseconds. */
  readonly expiresAt?: number;
}

export interface NotifierDeps {
  readonly userId: string;
  readonly attention: Attention;
  readonly preferences: () => Pick<Preferences, 'notifies' | 'preview' | 'sounds' | 'quietHours'>;
  /**
   * Does the server send notifications to this device? It does, by Web Push, unless a page is active. Then
   * this page neither shows a notification nor makes a sound.
   */
  readonly isPushed: () => boolean;
  /** Name and photo of the peer; undefined while they are unknown. */
  readonly peerIn: (conversationId: string) => { name: string; photo?: string } | undefined;
  /** Muted, or a message request. */
  readonly isQuiet: (conversationId: string) => boolean;
  readonly show: (notice: Notice) => void;
  /** Closes the notification of a conversation. */
  readonly close: (conversationId: string) => void;
  readonly now: () => number;
  readonly chime: () => void;
}

const textOf = (message: Message): string =>
  previewOf(message.content) || words.attachments(message.attachments.length);

/**
 * Notifies of unseen messages if the user has turned this on and the server sends no push: shows a
 * notification unless a tab of Parley is active, and plays a sound unless the conversation is in view. For a
 * muted conversation or a request it does neither.
 */
export const createNotifier = (deps: NotifierDeps) => {
  /** Sequence of the newest notified message, by conversation. */
  const newest = new Map<string, number>();

  /**
   * Events may arrive twice, and a repeated send emits its event again: the message may be old or
   * read by then.
   */
  const isNew = ({ conversation_id: id, seq, is_read, deleted_at }: Message): boolean => {
    if (is_read || deleted_at !== null || seq <= (newest.get(id) ?? 0)) return false;
    newest.set(id, seq);
    return true;
  };

  const isQuietNow = (): boolean => {
    const { quietHours } = deps.preferences();
    if (!quietHours) return false;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return isQuiet({ ...quietHours, timeZone }, deps.now());
  };

  const show = (message: Message, preview: Preferences['preview']): void => {
    const { conversation_id: conversationId, seq, expires_at } = message;
    const peer = preview === 'none' ? undefined : deps.peerIn(conversationId);
    deps.show({
      title: peer?.name ?? strings.app.name,
      ...(peer?.photo !== undefined && { icon: peer.photo }),
      body: preview === 'text' ? textOf(message) : words.newMessage,
      conversationId,
      seq,
      ...(expires_at !== undefined && { expiresAt: Date.parse(expires_at) }),
    });
  };

  const notify = async (message: Message): Promise<void> => {
    const { notifies, preview, sounds } = deps.preferences();
    const isPushed = notifies && deps.isPushed();
    if ((!notifies && !sounds) || isPushed) return;
    const conversationId = message.conversation_id;
    if (deps.isQuiet(conversationId)) return;
    const looks = await deps.attention.looks();
    if (looks.some((look) => look.conversationId === conversationId)) return;
    if (sounds && !isQuietNow()) deps.chime();
    if (notifies && looks.length === 0) show(message, preview);
  };

  return {
    /** Resolves when the event is handled. */
    receive: async (event: ServerEvent): Promise<void> => {
      const isOthers = event.type === 'message:new' && event.payload.sender_id !== deps.userId;
      if (isOthers && isNew(event.payload)) await notify(event.payload);
      const isReadByUser = event.type === 'message:read' && event.payload.user_id === deps.userId;
      if (isReadByUser || event.type === 'message:delete') deps.close(event.conversation_id);
    },
  };
};
