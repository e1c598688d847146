import type { Route } from '#contracts/route.ts';
import type { Answer } from './http.ts';
import { httpHandler } from './http.ts';
import type { MultipartParser } from './http-body.ts';
import type { HttpRequest, Multipart } from './http-request.ts';

/** Loads the parser with the first form, so that a JSON body does not wait for it. */
const parse: MultipartParser = async (contentType, body) => {
  const { parseMultipart } = await import('./multipart.ts');
  return parseMultipart(contentType, body);
};

/** The middleware stack of multipart endpoints. Only their bundles contain the parser. */
export const multipartHandler = <const R extends Route>(
  route: R,
  admit: Multipart['admit'],
  handle: (request: HttpRequest<R>) => Promise<Answer<R>>,
) => httpHandler(route, handle, { multipart: { parse, admit } });
