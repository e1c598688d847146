import type { Conversation } from '../../../functions/contracts/http/conversations.ts';
import { limits } from '../../../functions/contracts/limits.ts';
import type { Call } from '../lib/api-client.ts';

const SIZE = limits.page.maxSize;
const LAST_PAGE = limits.page.maxDepth / SIZE;

/** All conversations of the caller, page by page. One may appear twice when activity moves it. */
export const fetchConversations = async (
  call: Call,
  signal?: AbortSignal,
): Promise<Conversation[]> => {
  const found: Conversation[] = [];
  let pages = 1;
  for (let page = 1; page <= Math.min(pages, LAST_PAGE); page++) {
    const query = { page: String(page), size: String(SIZE) };
    const answer = await call('GET /api/conversations', { query }, signal);
    found.push(...answer.items);
    pages = answer.pages;
  }
  return found;
};
