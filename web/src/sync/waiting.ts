import { create } from 'zustand';

/** The latest unsent message of a conversation, in the form of a last message. */
export interface Waiting {
  readonly preview: string;
  readonly has_attachments: boolean;
  readonly deleted: false;
  /** The server refused it. Otherwise it is queued or waits for a connection. */
  readonly isFailed: boolean;
  /** ISO 8601, by this device's clock. */
  readonly at: string;
}

/** By conversation. */
export type AllWaiting = Readonly<Record<string, Waiting>>;

export const useAllWaiting = create<AllWaiting>(() => ({}));

export const useWaiting = (conversationId: string): Waiting | undefined =>
  useAllWaiting((all) => all[conversationId]);
