import { ApiError, apiErrorOf } from './api-error.ts';
import type { Answer, CallArguments, RouteKey } from './api-types.ts';
import { sawAnswer } from './clock.ts';

/** Longer than the gateway's own timeout: after this no answer can come. */
const TIMEOUT_MS = 40_000;

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

/** Sends one request and returns the parsed body; `token` is null for public routes. */
export type Transport = <K extends RouteKey>(
  key: K,
  token: string | null,
  ...args: CallArguments<K>
) => Promise<Answer<K>>;

const urlOf = (path: string, { params, query }: Parts): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  );
  const given = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length > 0 ? `${filled}?${new URLSearchParams(given)}` : filled;
};

/**
 * The only caller of `fetch`. `check` receives every answer: development validates it against the
 * contract, production passes nothing.
 */
export const createTransport =
  (
    fetch: typeof globalThis.fetch,
    check: (key: RouteKey, status: number, body: unknown) => void = () => undefined,
  ): Transport =>
  async <K extends RouteKey>(key: K, token: string | null, ...args: CallArguments<K>) => {
    const [input, signal] = args;
    const parts = (input ?? {}) as Parts;
    const [method, path] = key.split(' ') as [string, string];
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const request: RequestInit = {
      method,
      credentials: 'same-origin',
      headers: {
        // With this header an attachment is answered as JSON with a URL instead of a redirect.
        accept: 'application/json',
        // Cookie mode: the refresh token stays in an HttpOnly cookie (see contracts/http/tokens.ts).
        'x-parley-client': 'web',
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(method !== 'GET' && { body: JSON.stringify(parts.body ?? {}) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    };
    const noAnswer = (error: unknown): never => {
      if (signal?.aborted) throw error;
      throw new ApiError(0, 'network');
    };
    const response = await fetch(urlOf(path, parts), request).catch(noAnswer);
    sawAnswer(Date.parse(response.headers.get('date') ?? ''));
    if (!response.ok) throw await apiErrorOf(response);
    const body: unknown = response.status === 204 ? null : await response.json().catch(noAnswer);
    check(key, response.status, body);
    return body as Answer<K>;
  };
