import { createHash, timingSafeEqual } from 'node:crypto';
import type { SessionClient } from '#core/domain/session.ts';
import { sessionClient } from '#core/domain/session.ts';
import type { HttpEvent } from './http-event.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Is this one of the secrets (separated by a space; two while they are rotated) with which CloudFront
 * proves that a request came through it? Compares in constant time.
 */
export const isOriginSecret = (
  sent: string | undefined,
  originSecrets: string | undefined,
): boolean => {
  if (!sent || !originSecrets) return false;
  const proof = digest(sent);
  return originSecrets.split(' ').some((secret) => timingSafeEqual(digest(secret), proof));
};

/**
 * Behind CloudFront, address and host of a request are those of the edge. CloudFront passes the viewer's in
 * headers, which are trusted only with the secret that CloudFront adds.
 */
const edgeHeader = (
  { headers }: HttpEvent,
  originSecret: string | undefined,
  name: 'x-viewer-ip' | 'x-viewer-host',
): string | undefined =>
  isOriginSecret(headers['x-origin-secret'], originSecret) ? headers[name] : undefined;

/** The address of the client. */
export const viewerAddress = (event: HttpEvent, originSecret: string | undefined): string =>
  edgeHeader(event, originSecret, 'x-viewer-ip') ?? event.requestContext.http.sourceIp;

/** Device and network of the client, as shown in its session. */
export const viewerClient = (event: HttpEvent, originSecret: string | undefined): SessionClient =>
  sessionClient({
    userAgent: event.headers['user-agent'],
    address: viewerAddress(event, originSecret),
  });

/** The host that the browser requested. */
export const viewerHost = (
  event: HttpEvent,
  originSecret: string | undefined,
): string | undefined => edgeHeader(event, originSecret, 'x-viewer-host') ?? event.headers['host'];
