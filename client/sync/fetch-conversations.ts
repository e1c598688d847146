import type { Conversation } from '../../functions/contracts/http/conversations.ts';
import type { limits } from '../../functions/contracts/limits.ts';
import type { Call } from '../http/call.ts';

type PageLimits = (typeof limits)['page'];
// As the contract says, whose values are not needed before anything shows.
const SIZE: PageLimits['maxSize'] = 100;
const DEPTH: PageLimits['maxDepth'] = 10_000;
const LAST_PAGE = DEPTH / SIZE;

/** How much of the list is loaded, in pages of latest activity first, and how much there is. */
export interface ListExtent {
  readonly loaded: number;
  readonly total: number;
}

export const fetchConversationPage = async (
  call: Call,
  page: number,
  signal?: AbortSignal,
): Promise<{ found: Conversation[]; total: number }> => {
  const query = { page: String(page), size: String(SIZE) };
  const { items, pages } = await call('GET /api/conversations', { query }, signal);
  return { found: items, total: Math.min(pages, LAST_PAGE) };
};

/** The first so many pages. A conversation may appear twice when activity moves it meanwhile. */
export const fetchConversations = async (
  call: Call,
  wanted: number,
  signal?: AbortSignal,
): Promise<{ found: Conversation[]; extent: ListExtent }> => {
  const all: Conversation[] = [];
  let total = 1;
  let loaded = 0;
  while (loaded < Math.min(wanted, total)) {
    const page = await fetchConversationPage(call, loaded + 1, signal);
    all.push(...page.found);
    total = page.total;
    loaded++;
  }
  return { found: all, extent: { loaded, total } };
};
