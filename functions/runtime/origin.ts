import type { HttpEvent } from './http-event.ts';

/** Where this request came to; a `Host` that is none counts as this machine. */
const originOf = ({ headers, requestContext }: HttpEvent): string => {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const origin = `${scheme}://${requestContext.domainName}`;
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
};

/** A URL that a store gave: absolute already, or a path of the origin that was asked. */
export const absoluteUrl = (url: string, event: HttpEvent): string =>
  new URL(url, originOf(event)).href;
