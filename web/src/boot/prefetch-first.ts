import type { Call } from '#client';
import { fetchConversationPage, readConversation, readLatest } from '#client';

/** The id of the conversation at a path. */
export const conversationIn = (path: string): string | undefined =>
  /^\/c\/([^/]+)(?:\/about)?\/?$/.exec(path)?.[1];

/** Prefetches what a path shows first, with the same requests that its components make. */
export const prefetchFirst = (call: Call, path: string): void => {
  const requests: Promise<unknown>[] = [fetchConversationPage(call, 1), call('GET /api/users/me')];
  const id = conversationIn(path);
  if (id !== undefined) {
    requests.push(
      readLatest(call, id),
      readConversation(call, id),
      call('GET /api/users/me/blocks'),
    );
  }
  for (const answer of requests) answer.catch(() => undefined);
};
