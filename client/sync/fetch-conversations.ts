import type { ConversationView } from '#contracts/closed-lists.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { limits } from '#contracts/limits.ts';
import type { Call } from '../http/call.ts';

type PageLimits = (typeof limits)['page'];
// The contract's limits, as types only, so that its code is not in the first bundle.
const SIZE: PageLimits['maxSize'] = 100;
const DEPTH: PageLimits['maxDepth'] = 10_000;
const LAST_PAGE = DEPTH / SIZE;

/** `loaded`: pages that are loaded. `total`: pages that exist. */
export interface Pages {
  readonly loaded: number;
  readonly total: number;
}

export interface CountedPages extends Pages {
  /** Conversations of this view, loaded or not. */
  readonly count: number;
}

/** The extent of the list without archived conversations and requests, and of those. */
export interface ListExtent extends Pages {
  readonly archived: CountedPages;
  /** Only the first page is ever loaded. */
  readonly requests: CountedPages;
}

/** Are there conversations that are not loaded? */
export const hasMoreThan = ({ loaded, total, archived }: ListExtent): boolean =>
  loaded < total || archived.loaded < archived.total;

const growPages = (known: Pages | undefined, { loaded, total }: Pages): Pages => ({
  loaded: Math.max(loaded, Math.min(known?.loaded ?? 0, total)),
  total,
});

/** A shorter list that is read later does not make the extent smaller. */
export const growExtent = (known: ListExtent | undefined, next: ListExtent): ListExtent => ({
  ...growPages(known, next),
  archived: { ...growPages(known?.archived, next.archived), count: next.archived.count },
  requests: next.requests,
});

export const fetchConversationPage = async (
  call: Call,
  page: number,
  { view = 'main', signal }: { view?: ConversationView; signal?: AbortSignal | undefined } = {},
): Promise<{
  found: Conversation[];
  total: number;
  archivedTotal: number;
  requestsTotal: number;
}> => {
  const query = { page: String(page), size: String(SIZE), view };
  const answer = await call('GET /api/conversations', { query }, signal);
  return {
    found: answer.items,
    total: Math.min(answer.pages, LAST_PAGE),
    archivedTotal: answer.archived_total,
    requestsTotal: answer.requests_total ?? 0,
  };
};

/** The first `wanted` pages of a view. A conversation that moves meanwhile may appear twice. */
const fetchView = async (
  call: Call,
  view: ConversationView,
  wanted: number,
  signal?: AbortSignal,
) => {
  const found: Conversation[] = [];
  let [archivedTotal, requestsTotal] = [0, 0];
  let total = 1;
  let loaded = 0;
  while (loaded < Math.min(wanted, total)) {
    const page = await fetchConversationPage(call, loaded + 1, { view, signal });
    found.push(...page.found);
    ({ total, archivedTotal, requestsTotal } = page);
    loaded++;
  }
  return { found, pages: { loaded, total }, archivedTotal, requestsTotal };
};

export interface FetchedList {
  /** Pinned ones first, then the latest activity. */
  readonly main: readonly Conversation[];
  readonly archived: readonly Conversation[];
  readonly requests: readonly Conversation[];
  readonly extent: ListExtent;
}

/** As many pages as `known` has, at least the first; archived ones and requests only if there are any. */
export const fetchConversations = async (
  call: Call,
  known: ListExtent | undefined,
  signal?: AbortSignal,
): Promise<FetchedList> => {
  const main = await fetchView(call, 'main', known?.loaded ?? 1, signal);
  const fetchApart = async (view: 'archived' | 'requests', count: number) => {
    const wanted = view === 'archived' ? Math.max(1, known?.archived.loaded ?? 1) : 1;
    const none = { found: [], pages: { loaded: 0, total: 0 } };
    const { found, pages } = count > 0 ? await fetchView(call, view, wanted, signal) : none;
    return { found, extent: { ...pages, count } };
  };
  const archived = await fetchApart('archived', main.archivedTotal);
  const requests = await fetchApart('requests', main.requestsTotal);
  return {
    main: main.found,
    archived: archived.found,
    requests: requests.found,
    extent: { ...main.pages, archived: archived.extent, requests: requests.extent },
  };
};
