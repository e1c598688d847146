import type { Listed, Window } from '../ports/lists.ts';

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

export const windowOf = ({ page, size }: PageRequest): Window => ({
  offset: (page - 1) * size,
  limit: size,
});

/** `{items, total, page, size, pages}`. */
export const pageView = <T, V>(listed: Listed<T>, request: PageRequest, view: (item: T) => V) => ({
  items: listed.items.map(view),
  total: listed.total,
  page: request.page,
  size: request.size,
  pages: Math.max(1, Math.ceil(listed.total / request.size)),
});
