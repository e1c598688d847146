/** As much of a `BroadcastChannel` as is used: a message reaches every other page of this browser. */
export interface ChannelLike {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** What the pages of one user in one browser tell each other about one topic. */
export interface TabTopic<T> {
  /** Never fails, and is never heard by the one who posts. */
  post(message: T): void;
  hear(listener: (message: T) => void): void;
}

interface Envelope {
  readonly topic: string;
  readonly message: unknown;
}

/** Topics over one channel. Null, for a browser without channels, is a bus that nobody else rides. */
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
    /** Both ends are this code, so a topic's messages are what its type says. */
    topic: <T>(topic: string): TabTopic<T> => ({
      post: (message) => {
        if (isOpen) channel?.postMessage({ topic, message } satisfies Envelope);
      },
      hear: (listener) => void listeners.set(topic, listener as (message: unknown) => void),
    }),
    close: (): void => {
      isOpen = false;
      listeners.clear();
      channel?.close();
    },
  };
};
export type TabBus = ReturnType<typeof createTabBus>;
