/** Length of the start of a conversation's id, which distinguishes the conversations of one user. */
export const shortIdLength = 8;

/** `notification.data` of a message's notification, for the site's worker. */
export interface PushData {
  /** Of the message. */
  readonly seq: number;
  /** The receiver of the message. */
  readonly user_id: string;
  /**
   * The starts of the ids of all conversations with unread messages. A shown notification of any other
   * conversation is outdated. Null if there are too many.
   */
  readonly unread: readonly string[] | null;
  /** When the message disappears, and its notification with it, in epoch milliseconds. */
  readonly expires_at?: number;
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
    /** The address of the sender's photo. */
    readonly icon?: string;
    readonly silent: boolean;
    readonly data?: PushData;
  };
  /** Unread messages in all conversations. */
  readonly app_badge?: number;
}
