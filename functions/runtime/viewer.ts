import type { SessionClient } from '../core/domain/session.ts';
import { sessionClient } from '../core/domain/session.ts';
import type { HttpEvent } from './http-event.ts';

/**
 * Behind CloudFront, address and host of a request are the edge's. Its function writes the viewer's
 * into headers, which count only together with the secret that CloudFront adds.
 */
const edgeHeader = (
  { headers }: HttpEvent,
  originSecret: string | undefined,
  name: 'x-viewer-ip' | 'x-viewer-host',
): string | undefined =>
  originSecret !== undefined && headers['x-origin-secret'] === originSecret
    ? headers[name]
    : undefined;

/** The address of whoever calls. */
export const viewerAddress = (event: HttpEvent, originSecret: string | undefined): string =>
  edgeHeader(event, originSecret, 'x-viewer-ip') ?? event.requestContext.http.sourceIp;

/** What a session shows of the device that calls. */
export const viewerClient = (event: HttpEvent, originSecret: string | undefined): SessionClient =>
  sessionClient({
    userAgent: event.headers['user-agent'],
    address: viewerAddress(event, originSecret),
  });

/** The host that the browser asked for. */
export const viewerHost = (
  event: HttpEvent,
  originSecret: string | undefined,
): string | undefined => edgeHeader(event, originSecret, 'x-viewer-host') ?? event.headers['host'];
