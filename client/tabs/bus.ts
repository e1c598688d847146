/**
 * The part of a `BroadcastChannel` that is used: a message reaches all other tabs of this browser.
 */
export interface ChannelLike {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Messages of one topic among the tabs of one user. */
export interface TabTopic<T> {
  /** Never fails; the sender does not receive its own message. */
  post(message: T): void;
  receive(listener: (message: T) => void): void;
}

interface Envelope {
  readonly topic: string;
  readonly message: unknown;
}

/** Topics over one channel. Null (a browser without channels) makes a bus without recipients. */
export const createTabBus = (channel: ChannelLike | null) => {
  const listeners = new Map<string, (message: unknown) => void>();
  let isOpen = channel !== null;
  if (channel) {
    channel.onmessage = ({ data }) => {
      const { topic, message } = data as Envelope;
      listeners.get(topic)?.(message);
    };
  }
  return {
    /** Both ends run this code, so the messages have the topic's type. */
    topic: <T>(topic: string): TabTopic<T> => ({
      post: (message) => {
        if (isOpen) channel?.postMessage({ topic, message } satisfies Envelope);
      },
      receive: (listener) => void listeners.set(topic, listener as (message: unknown) => void),
    }),
    close: (): void => {
      isOpen = false;
      listeners.clear();
      channel?.close();
    },
  };
};
export type TabBus = ReturnType<typeof createTabBus>;
