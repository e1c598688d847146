import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import { previewOf } from '../../../../../functions/contracts/preview.ts';
import type { ServerEvent } from '../../../../../functions/contracts/realtime.ts';
import type { Preferences } from '../../../lib/preferences.ts';
import { strings } from '../../../strings/strings.ts';
import type { Attention } from './attention.ts';

const words = strings.notifications;

export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly conversationId: string;
}

export interface NotifierDeps {
  readonly userId: string;
  readonly attention: Attention;
  readonly preferences: () => Pick<Preferences, 'notifies' | 'hidesText' | 'sounds'>;
  /** Of the other one in a conversation; undefined while it is not known. */
  readonly nameIn: (conversationId: string) => string | undefined;
  readonly show: (notice: Notice) => void;
  /** Takes the notice of a conversation away. */
  readonly close: (conversationId: string) => void;
  readonly chime: () => void;
}

const textOf = (message: Message): string =>
  previewOf(message.content) || words.attachments(message.attachments.length);

/**
 * Tells of messages that nobody sees come in: shows a notice while nobody looks at Parley, and makes a
 * sound while nobody looks at the conversation, where either was asked for.
 */
export const createNotifier = (deps: NotifierDeps) => {
  /** The newest message that was news, by conversation. */
  const newest = new Map<string, number>();

  /** An event may come twice, and a send that is repeated is told again: by then it may be old, or read. */
  const isNews = ({ conversation_id: id, seq, is_read, deleted_at }: Message): boolean => {
    if (is_read || deleted_at !== null || seq <= (newest.get(id) ?? 0)) return false;
    newest.set(id, seq);
    return true;
  };

  const tell = async (message: Message): Promise<void> => {
    const { notifies, hidesText, sounds } = deps.preferences();
    if (!notifies && !sounds) return;
    const conversationId = message.conversation_id;
    const looks = await deps.attention.looks();
    if (looks.some((look) => look.conversationId === conversationId)) return;
    if (sounds) deps.chime();
    if (!notifies || looks.length > 0) return;
    deps.show({
      title: deps.nameIn(conversationId) ?? strings.app.name,
      body: hidesText ? words.newMessage : textOf(message),
      conversationId,
    });
  };

  return {
    /** Resolves once it is told, or need not be. */
    hear: async (event: ServerEvent): Promise<void> => {
      const isOthers = event.type === 'message:new' && event.payload.sender_id !== deps.userId;
      if (isOthers && isNews(event.payload)) await tell(event.payload);
      const isReadByUser = event.type === 'message:read' && event.payload.user_id === deps.userId;
      if (isReadByUser || event.type === 'message:delete') deps.close(event.conversation_id);
    },
  };
};
