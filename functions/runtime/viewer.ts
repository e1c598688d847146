import type { SessionClient } from '#core/domain/session.ts';
import { sessionClient } from '#core/domain/session.ts';
import type { HttpEvent } from './http-event.ts';

/**
 * Behind CloudFront, address and host of a request are those of the edge. CloudFront passes the viewer's in
 * headers, which are trusted only with the secret that CloudFront adds.
 */
const edgeHeader = (
  { headers }: HttpEvent,
  originSecret: string | undefined,
  name: 'x-viewer-ip' | 'x-viewer-host',
): string | undefined =>
  originSecret !== undefined && headers['x-origin-secret'] === originSecret
    ? headers[name]
    : undefined;

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
