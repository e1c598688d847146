import type { Conversation } from '#contracts/http/conversations.ts';
import type { limits } from '#contracts/limits.ts';
import type { Call } from '../http/call.ts';

type PageLimits = (typeof limits)['page'];
// The contract's limits, as types only, so that its code is not in the first bundle.
const SIZE: PageLimits['maxSize'] = 100;
const DEPTH: PageLimits['maxDepth'] = 10_000;
const LAST_PAGE = DEPTH / SIZE;

/** `loaded`: pages that are loaded, latest activity first. `total`: pages that exist. */
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

/** The first `wanted` pages. A conversation that moves meanwhile may appear twice. */
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
