import { limits } from './limits.ts';
import type { BodyType, Route } from './route.ts';

const mediaTypes: Record<string, BodyType> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'multipart',
};

/**
 * The body type of a content type; null for an unsupported one. A missing content type means JSON, except
 * on sign-in routes: a page of another site can send such a request without a CORS preflight.
 */
export const bodyTypeOf = (contentType: string | undefined, route: Route): BodyType | null => {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType === '') return route.tag === 'auth' ? null : 'json';
  return mediaType.endsWith('+json') ? 'json' : (mediaTypes[mediaType] ?? null);
};

/** The maximum body size of a route for a content type, in bytes; 0 for a route without a body. */
export const maxBodyBytes = (route: Route, contentType: string | undefined): number => {
  if (!route.body) return 0;
  const { types, maxBytes = limits.body.jsonBytes } = route.body;
  const isForm = bodyTypeOf(contentType, route) === 'multipart' && types.includes('multipart');
  return isForm ? limits.body.multipartBytes : maxBytes;
};
