import type { HttpEvent } from './http-event.ts';

/**
 * The address of whoever calls. Behind CloudFront the source is the edge's: its function writes the
 * viewer's into a header, which counts only together with the secret that CloudFront adds.
 */
export const viewerAddress = (event: HttpEvent, originSecret: string | undefined): string => {
  const { headers, requestContext } = event;
  const isEdge = originSecret !== undefined && headers['x-origin-secret'] === originSecret;
  return (isEdge ? headers['x-viewer-ip'] : undefined) ?? requestContext.http.sourceIp;
};
