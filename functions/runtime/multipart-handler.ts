import type { Route } from '#contracts/route.ts';
import type { Answer } from './http.ts';
import { httpHandler } from './http.ts';
import type { HttpRequest, Multipart } from './http-request.ts';
import { parseMultipart } from './multipart.ts';

/** The middleware stack of multipart endpoints. Only their bundles contain the parser. */
export const multipartHandler = <const R extends Route>(
  route: R,
  admit: Multipart['admit'],
  handle: (request: HttpRequest<R>) => Promise<Answer<R>>,
) => httpHandler(route, handle, { multipart: { parse: parseMultipart, admit } });
