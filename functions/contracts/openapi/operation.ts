import type * as z from 'zod';
import { clientHeader } from '../http/tokens.ts';
import { limits } from '../limits.ts';
import type { BodyType, Route } from '../route.ts';
import type { JsonSchema, MediaType, Operation, Parameter } from './document.ts';
import { makeExamples } from './examples.ts';
import { publish } from './publish.ts';
import type { ResponseWriter } from './responses.ts';
import type { SchemaCollector } from './schemas.ts';

const mediaTypes: Record<BodyType, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
};

const cookieMode: Parameter = {
  name: 'X-Parley-Client',
  in: 'header',
  required: false,
  description:
    '`web` asks for cookie mode, for sites of this origin: the refresh token travels only as an HttpOnly cookie.',
  schema: { type: 'string' },
  example: clientHeader.web,
};

/**
 * The content type of the body that is sent. Every tool sets this header itself, and OpenAPI allows it to
 * ignore this parameter. Without an optional parameter, openapi-python-client 0.29 generates a module that
 * does not import.
 */
const bodyTypeOf = ({ body }: Route): Parameter[] => {
  if (!body || body.types.length < 2) return [];
  const types = body.types.map((type) => mediaTypes[type]);
  return [
    {
      name: 'Content-Type',
      in: 'header',
      required: false,
      description: 'The type of the body, which HTTP clients set by themselves.',
      schema: { type: 'string', enum: types },
    },
  ];
};

/** Bearer if required; optional on a public route that can use a token. */
const securityOf = ({ access, errors }: Route): Operation['security'] => {
  if (access === 'bearer') return [{ bearer: [] }];
  return errors.includes('unauthenticated') ? [{}, { bearer: [] }] : [];
};

const parametersOf = (
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemas: SchemaCollector,
): Parameter[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.resolve(schemas.sent(schema));
  const exampleOf = makeExamples((found) => schemas.resolve(found), 'sent');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = publish(property);
    const isRequired = place === 'path' || required.includes(name);
    return {
      name,
      in: place,
      required: isRequired,
      ...(description && { description }),
      schema: rest,
      ...(isRequired && { example: exampleOf(property) }),
    };
  });
};

/** Adds the files to the fields of a multipart form. Drops other lists, which a form cannot carry. */
const withFiles = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: {
    ...Object.fromEntries(
      Object.entries(schema.properties ?? {}).filter(([, { type }]) => type !== 'array'),
    ),
    'files[]': {
      description: `The files, at most ${limits.body.multipartBytes / 1024 / 1024} MB in total.`,
      type: 'array',
      items: { type: 'string', format: 'binary' },
      maxItems: limits.message.maxAttachments,
    },
  },
});

const bodyOf = (
  { body }: Route,
  schemas: SchemaCollector,
): Operation['requestBody'] | undefined => {
  if (!body) return undefined;
  const described = schemas.sent(body.schema);
  const example = makeExamples((found) => schemas.resolve(found), 'sent')(described);
  const schema = publish(described);
  const mediaType = (type: BodyType): MediaType => ({
    schema: type === 'multipart' ? withFiles(schemas.resolve(schema)) : schema,
    example,
  });
  return {
    required: body.optional !== true,
    content: Object.fromEntries(body.types.map((type) => [mediaTypes[type], mediaType(type)])),
  };
};

/** One route as an operation; `operationId` is the route's key. */
export const operationOf = (
  name: string,
  route: Route,
  schemas: SchemaCollector,
  responses: ResponseWriter,
): Operation => {
  const parameters = [
    ...parametersOf(route.params, 'path', schemas),
    ...parametersOf(route.query, 'query', schemas),
    ...(route.path.startsWith('/api/auth') ? [cookieMode] : []),
    ...bodyTypeOf(route),
  ];
  const requestBody = bodyOf(route, schemas);
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responses.of(route),
  };
};
