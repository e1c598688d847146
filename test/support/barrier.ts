import { randomUUID } from 'node:crypto';
import type { Client, TestUser } from './client.ts';
import type { TestSocket } from './socket.ts';

/**
 * Sends a message that must arrive on the sockets and waits for it: earlier pushes have arrived by
 * then.
 */
export const makeBarrier = async (client: Client) => {
  const messenger = await client.register();
  return async (user: TestUser, ...sockets: readonly TestSocket[]): Promise<void> => {
    const text = randomUUID();
    await client.send(messenger, user, text);
    for (const socket of sockets) {
      await socket.next(({ type, payload }) => type === 'message:new' && payload.text === text);
    }
  };
};

/** The types of the frames about one conversation or one user. */
export const typesAbout = (socket: TestSocket, id: string): string[] =>
  socket.frames
    .filter(({ conversation_id, payload }) => conversation_id === id || payload.user_id === id)
    .map(({ type }) => type);
