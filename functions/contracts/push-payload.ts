/** Enough of a conversation's id to tell those of one person apart. */
export const shortIdLength = 8;

/** `notification.data` of a message's notification, for the site's worker. */
export interface PushData {
  /** Of the message. */
  readonly seq: number;
  /** Whom the message was sent to. */
  readonly user_id: string;
  /**
   * All conversations with unread messages, by the start of their ids: a shown notification of another one is
   * outdated. Null if there are too many.
   */
  readonly unread: readonly string[] | null;
}

/** What a push service delivers: a Declarative Web Push message (Push API). */
export interface PushPayload {
  readonly web_push: 8030;
  readonly notification: {
    readonly title: string;
    readonly body: string;
    readonly lang: string;
    readonly dir: 'auto';
    /** The address that a click opens. */
    readonly navigate: string;
    readonly tag: string;
    readonly silent: boolean;
    readonly data?: PushData;
  };
  /** Unread messages in all conversations. */
  readonly app_badge?: number;
}
