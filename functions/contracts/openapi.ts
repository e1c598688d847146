import { limits } from './limits.ts';
import type { OpenApiDocument, Operation } from './openapi/document.ts';
import { operationOf } from './openapi/operation.ts';
import { publish } from './openapi/publish.ts';
import { ResponseWriter } from './openapi/responses.ts';
import { type Answers, SchemaCollector } from './openapi/schemas.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { version } from './version.ts';

const description = `A private one-to-one messenger.

JSON in and out unless said otherwise. Times are UTC, ISO 8601, with milliseconds and \`Z\`. Numbers and booleans are never made of strings; a query parameter given twice is refused. \`/api/messages/\` and \`/api/messages\` are the same.

Errors of the API are problem documents (RFC 9457) with a \`code\` from a closed list. The gateway in front answers by itself with \`{"message": …}\`: 401 for a missing or bad token, 413 for more than ${limits.body.gatewayBytes / 1024 / 1024} MB, 429 when it throttles, 503, and 400 for an address that is not well encoded. Go by the status, then by the code. Every path that is not here is 404 \`route_not_found\`, a wrong method 405 \`method_not_allowed\` with \`Allow\`.

Answers may have more fields in later versions: ignore those that you do not know.`;

/** In reading order. */
const tagDescriptions: Record<Route['tag'], string> = {
  auth: 'Accounts, sign-in and tokens.',
  users: 'The caller, and other people.',
  conversations: 'One conversation for each pair of users, with its history and its log.',
  messages: 'Messages by themselves: a mailbox.',
  attachments:
    'Files: ask for an upload, send the bytes, say that they are there, send the message.',
  realtime: 'The way to live events.',
  notifications: 'Web Push: where the devices of the caller are notified.',
  admin:
    'For operators: `npm run users -- operator NAME` makes a person one. Everybody else gets 403 `not_operator`.',
  system: 'The service itself.',
};

const sorted = <T>(entries: ReadonlyMap<string, T>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/**
 * The OpenAPI 3.1 document of the route table. Deterministic. With `closed`, responses allow no unknown
 * fields, for tests.
 */
export const openApiDocument = (
  answers: Answers = 'open',
  table: Readonly<Record<string, Route>> = routes,
): OpenApiDocument => {
  const schemas = new SchemaCollector(answers);
  const responses = new ResponseWriter(schemas);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, route] of Object.entries(table)) {
    const methods = paths[route.path] ?? {};
    methods[route.method.toLowerCase()] = operationOf(name, route, schemas, responses);
    paths[route.path] = methods;
  }
  responses.addShared('route_not_found');
  responses.addShared('method_not_allowed');
  const tags = new Set(Object.values(table).map(({ tag }) => tag));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Parley',
      version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document is served.' }],
    tags: Object.entries(tagDescriptions)
      .filter(([tag]) => tags.has(tag as Route['tag']))
      .map(([name, text]) => ({ name, description: text })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(sorted(schemas.components)).map(([id, schema]) => [id, publish(schema)]),
      ),
      responses: sorted(responses.shared),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'An access token of `POST /api/auth/token` or any other sign-in.',
        },
      },
    },
  };
};
