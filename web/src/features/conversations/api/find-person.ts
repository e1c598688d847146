import type { Call } from '#client';
import { limits } from '#contracts/limits.ts';
import { loadFold } from '../model/search-own.ts';

const { maxSize } = limits.page;

/** The active user with exactly this username, or null. Searches by name until one is found. */
export const findPerson = async (
  call: Call,
  name: string,
  signal: AbortSignal,
): Promise<{ id: string; username: string } | null> => {
  const fold = await loadFold();
  for (let page = 1; ; page++) {
    const query = { q: name, page: String(page), size: String(maxSize) };
    const { items, total } = await call('GET /api/users/search', { query }, signal);
    const found = items.find(({ username }) => fold(username) === fold(name));
    if (found) return { id: found.id, username: found.username };
    if (items.length === 0 || page * maxSize >= total) return null;
  }
};
