import type { HttpEvent } from './http-event.ts';

/** The origin of this request; an invalid `Host` counts as localhost. */
const originOf = ({ headers, requestContext }: HttpEvent): string => {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const origin = `${scheme}://${requestContext.domainName}`;
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
};

/** Makes a store's URL absolute: a path is resolved against the origin of the request. */
export const absoluteUrl = (url: string, event: HttpEvent): string =>
  new URL(url, originOf(event)).href;
