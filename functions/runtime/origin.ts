import type { HttpEvent } from './http-event.ts';
import { viewerHost } from './viewer.ts';

/** The origin of this request; an invalid `Host` counts as localhost. */
const originOf = ({ headers, requestContext }: HttpEvent): string => {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const origin = `${scheme}://${requestContext.domainName}`;
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
};

/** Makes a store's URL absolute: a path is resolved against the origin of the request. */
export const absoluteUrl = (url: string, event: HttpEvent): string =>
  new URL(url, originOf(event)).href;

/**
 * The site that a request came to, for WebAuthn: the origin of its pages, and its host name as the RP id. The `Host`
 * is checked before (docs/adr/0008-work-before-trust.md), and an authenticator signs only for the host at which it made
 * the passkey and is not asked to sign for other pages than its own (`PasskeyVerifier`).
 */
export const relyingParty = (
  event: HttpEvent,
  originSecret: string | undefined,
): { readonly origin: string; readonly host: string } => {
  const scheme = event.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  const text = `${scheme}://${viewerHost(event, originSecret)}`;
  const { origin, hostname } = new URL(URL.canParse(text) ? text : `${scheme}://localhost`);
  return { origin, host: hostname };
};
