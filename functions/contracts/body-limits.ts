import { limits } from './limits.ts';
import type { BodyType, Route } from './route.ts';

const mediaTypes: Record<string, BodyType> = {
  'application/json': 'json',
  'application/x-www-form-urlencoded': 'form',
  'multipart/form-data': 'multipart',
};

/**
 * The kind of body that a content type names; null for none of ours. Absent counts as JSON except where
 * a page of another site could send that: a body without a type needs no preflight.
 */
export const bodyTypeOf = (contentType: string | undefined, route: Route): BodyType | null => {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType === '') return route.tag === 'auth' ? null : 'json';
  return mediaType.endsWith('+json') ? 'json' : (mediaTypes[mediaType] ?? null);
};

/** The most bytes of a body that a route takes under a content type; 0 for a route without a body. */
export const maxBodyBytes = (route: Route, contentType: string | undefined): number => {
  if (!route.body) return 0;
  const { types, maxBytes = limits.body.jsonBytes } = route.body;
  const isForm = bodyTypeOf(contentType, route) === 'multipart' && types.includes('multipart');
  return isForm ? limits.body.multipartBytes : maxBytes;
};
