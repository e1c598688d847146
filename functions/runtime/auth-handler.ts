import type { Route } from '#contracts/route.ts';
import type { Failure } from '#core/result.ts';
import { fail } from '#core/result.ts';
import type { Answer } from './http.ts';
import { httpHandler } from './http.ts';
import type { HttpEvent } from './http-event.ts';
import type { HttpRequest } from './http-request.ts';
import { viewerHost } from './viewer.ts';

interface Settings {
  readonly ORIGIN_SECRET?: string | undefined;
  /** Allowed origins of other sites, separated by spaces. */
  readonly CORS_ORIGINS: string;
}

const isOwn = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host;

/**
 * Did a page of another, disallowed site send the request? Browsers send forms, and bodies without a type,
 * to any site without a preflight, but always with `Origin` or `Sec-Fetch-Site`. Other clients send
 * neither.
 */
const isForeign = (event: HttpEvent, settings: Settings): boolean => {
  const { origin, 'sec-fetch-site': site } = event.headers;
  if (origin !== undefined && settings.CORS_ORIGINS.split(' ').includes(origin)) return false;
  if (site === 'cross-site') return true;
  if (origin === undefined) return site === 'same-site';
  return !isOwn(origin, viewerHost(event, settings.ORIGIN_SECRET));
};

const foreign: Failure<'forbidden_origin'> = fail('forbidden_origin', {
  detail: 'Pages of other sites may not call this.',
});

/** The middleware stack of sign-in endpoints: refuses requests from pages of other sites. */
export const authHandler = <const R extends Route>(
  route: R,
  settings: Settings,
  handle: (request: HttpRequest<R>) => Promise<Answer<R>>,
) =>
  httpHandler(route, handle, { guard: (event) => (isForeign(event, settings) ? foreign : null) });
