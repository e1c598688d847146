import type { Call } from '#client';
import { fetchConversationPage, readConversation, readLatest } from '#client';

/** The conversation that an address shows. */
export const conversationIn = (path: string): string | undefined =>
  /^\/c\/([^/]+)\/?$/.exec(path)?.[1];

/** Asks for what an address shows first, as those who show it will. */
export const askFirst = (ask: Call, path: string): void => {
  const asked: Promise<unknown>[] = [fetchConversationPage(ask, 1), ask('GET /api/users/me')];
  const id = conversationIn(path);
  if (id !== undefined) {
    asked.push(readLatest(ask, id), readConversation(ask, id), ask('GET /api/users/me/blocks'));
  }
  for (const answer of asked) answer.catch(() => undefined);
};
