import { create } from 'zustand';

/** The latest of what is still to be sent in a conversation, told as a last message is. */
export interface Waiting {
  readonly preview: string;
  readonly has_attachments: boolean;
  readonly deleted: false;
  /** The server refused it; else it waits for its turn, or for a connection. */
  readonly isFailed: boolean;
  /** ISO 8601, by the clock of this device. */
  readonly at: string;
}

/** By conversation. */
export type AllWaiting = Readonly<Record<string, Waiting>>;

export const useAllWaiting = create<AllWaiting>(() => ({}));

export const useWaiting = (conversationId: string): Waiting | undefined =>
  useAllWaiting((all) => all[conversationId]);
