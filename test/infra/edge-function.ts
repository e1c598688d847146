import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

export interface EdgeRequest {
  uri: string;
  headers: Record<string, { value: string }>;
  querystring: Record<string, { value: string }>;
}

/**
 * Runs a CloudFront Function like CloudFront: a script whose `handler` receives the viewer's
 * request.
 */
export const atEdge = (file: string, request: Partial<EdgeRequest>, ip = '203.0.113.7') => {
  const source = readFileSync(`lib/edge/${file}`, 'utf8');
  const event = {
    viewer: { ip },
    request: { uri: '/', headers: {}, querystring: {}, ...request },
  };
  const result: unknown = runInNewContext(`${source};handler(event)`, { event });
  return result as EdgeRequest;
};
