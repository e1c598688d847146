import type { Platform } from '../client.ts';
import type { ApiPlatform } from '../http/api.ts';
import { ApiError } from '../http/api-error.ts';
import { serverNow } from '../http/clock.ts';
import { createPageLocks } from '../http/session.ts';
import { createMemoryStorage } from '../outbox/memory-storage.ts';
import { createTabBus } from '../tabs/bus.ts';
import { lazyUploads } from '../uploads/lazy-uploads.ts';
import type { PostForm } from '../uploads/post-form.ts';
import { realTimers } from './timers.ts';
import { newUuid } from './uuid.ts';
import { openSocketAt } from './web-socket.ts';

/** `fetch` for one origin, with cookies in memory. */
const createFetch = (origin: string): typeof fetch => {
  const cookies = new Map<string, string>();
  const store = (cookie: string): void => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '' || /;\s*max-age=0(;|$)/i.test(cookie)) cookies.delete(name);
    else cookies.set(name, value);
  };
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    // The server accepts session cookies only from requests with its own origin.
    headers.set('origin', origin);
    const stored = [...cookies].map(([name, value]) => `${name}=${value}`);
    if (stored.length > 0) headers.set('cookie', stored.join('; '));
    const response = await fetch(new URL(String(input), origin), { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) store(cookie);
    return response;
  };
};

/** Uploads by a signed form, whose address may be a path of the server. Reports progress at the end only. */
const createPostForm =
  (origin: string): PostForm =>
  async ({ url, fields }, blob, { signal, onShare }) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('file', blob);
    const { status, ok } = await fetch(new URL(url, origin), {
      method: 'POST',
      body,
      signal,
    }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new ApiError(0, 'network');
    });
    if (!ok) throw new ApiError(status, 'gateway');
    onShare(1);
  };

/**
 * Node 22 or newer. `url`: origin of the server, such as `https://chat.example`. The outbox is kept
 * in memory; to persist it, replace `openStorage`. Photos are cleaned, but not made smaller: Node has no canvas.
 */
export const nodePlatform = (url: string): Platform & ApiPlatform => {
  const { origin } = new URL(url);
  return {
    fetch: createFetch(origin),
    locks: createPageLocks(),
    leaderLocks: null,
    timers: realTimers,
    random: Math.random,
    now: Date.now,
    serverNow,
    newId: newUuid,
    openSocket: (ticket) => openSocketAt(origin, ticket),
    openBus: () => createTabBus(null),
    openStorage: () => createMemoryStorage(),
    openUploads: lazyUploads(createPostForm(origin)),
  };
};
