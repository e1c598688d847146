import { deepStrictEqual } from 'node:assert/strict';
import type { KnownRoute, Request } from './handlers.ts';

/** A query that must succeed; resolves to the body. */
export type Ask = <T>(name: KnownRoute, request?: Request) => Promise<T>;

interface Page<T> {
  readonly items: T[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** All pages of a list: with exact totals, and nothing after the last one. */
export const pagesOf = async <T>(
  ask: Ask,
  name: KnownRoute,
  size: number,
  query: object = {},
): Promise<T[]> => {
  const items: T[] = [];
  for (let page = 1; ; page++) {
    const { pages, total, ...got } = await ask<Page<T>>(name, { query: { ...query, page, size } });
    items.push(...got.items);
    deepStrictEqual([got.page, pages], [page, Math.max(1, Math.ceil(total / size))], name);
    if (page <= pages) continue;
    deepStrictEqual(got.items, [], `${name} past the end`);
    deepStrictEqual(total, items.length, `total of ${name}`);
    return items;
  }
};

export const compare = (one: string, other: string): number =>
  Number(one > other) - Number(one < other);
