import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { errorCodes, errorStatus } from '#contracts/errors.ts';
import type { Answer, MediaType, Operation } from '#contracts/openapi/document.ts';
import { errorMeanings } from '#contracts/openapi/errors.ts';
import { codesOf } from '#contracts/openapi/responses.ts';
import { openApiDocument } from '#contracts/openapi.ts';
import { type Route, route } from '#contracts/route.ts';
import { routes } from '#contracts/routes.ts';
import { makeSchemaChecker } from '../support/openapi/schema-checker.ts';

const document = openApiDocument();
const checker = makeSchemaChecker(document);
const table = Object.entries(routes) as [string, Route][];

const operationOf = ({ method, path }: Route, within = document): Operation => {
  const operation = within.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not documented`);
  return operation;
};
const answersOf = (operation: Operation): [number, Answer][] =>
  Object.entries(operation.responses).map(([status, answer]) => [
    Number(status),
    checker.answerOf(answer),
  ]);
const valuesOf = ({ example, examples = {} }: MediaType): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

describe('the document', () => {
  test('is valid OpenAPI 3.1 for an independent validator', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone({ ...document }));

    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('is refused by that validator when it is wrong', async () => {
    const broken = { ...document, paths: { '/api/x': { get: { responses: { oops: {} } } } } };
    expect((await new Validator().validate(structuredClone(broken))).valid).toBe(false);
  });

  test('equals the one in docs/, and is the same on each run', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;

    expect(JSON.stringify(openApiDocument(), null, 2)).toBe(text.trim());
    expect(
      readFileSync('docs/openapi.json', 'utf8') === text,
      'run npm run generate -- openapi',
    ).toBe(true);
  });

  test('has exactly one operation for every route, with a unique id', () => {
    const ids = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);

    expect(ids.sort()).toEqual(Object.keys(routes).sort());
  });

  test('has only schemas that compile, and no dangling reference', () => {
    for (const [id, schema] of Object.entries(document.components.schemas)) {
      expect(() => checker.compile({ $ref: `#/components/schemas/${id}` }), id).not.toThrow();
      expect(schema, id).not.toHaveProperty('queryType');
    }
    expect(JSON.stringify(document)).not.toMatch(/queryType|"shown"|\$defs|9007199254740991/);
  });

  test('explains every code and every tag', () => {
    const described = document.tags.map(({ name }) => name);

    expect(errorCodes.filter((code) => !errorMeanings[code])).toEqual([]);
    expect(described).toEqual(expect.arrayContaining(table.map(([, { tag }]) => tag)));
  });
});

describe.each(table)('%s', (_name, contract) => {
  const operation = operationOf(contract);

  test('documents every code under its status, with a problem document as example', () => {
    for (const code of codesOf(contract)) {
      const [, answer] =
        answersOf(operation).find(([status]) => status === errorStatus[code]) ?? [];
      const example = answer?.content?.['application/problem+json']?.examples?.[code];
      expect(example?.value, code).toMatchObject({ code, status: errorStatus[code] });
    }
  });

  test('documents every success answer, and the token it needs', () => {
    const statuses = answersOf(operation).map(([status]) => status);
    const isBearer = contract.access === 'bearer';

    expect(statuses).toEqual(expect.arrayContaining(Object.keys(contract.responses).map(Number)));
    expect(operation.security.some((scheme) => 'bearer' in scheme)).toBe(
      isBearer || contract.errors.includes('unauthenticated'),
    );
    expect(statuses.includes(401)).toBe(contract.errors.some((code) => errorStatus[code] === 401));
  });

  test('has examples of responses that match its schemas', () => {
    for (const [status, { content = {} }] of answersOf(operation)) {
      for (const [type, media] of Object.entries(content)) {
        expect(valuesOf(media).length, `${status} ${type}`).toBeGreaterThan(0);
        for (const value of valuesOf(media)) {
          expect(checker.check(media.schema, value), `${status} ${type}`).toEqual([]);
        }
      }
    }
  });

  test('has examples of requests that match the schema and the contract', () => {
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      const [value] = valuesOf(media);
      expect(checker.check(media.schema, value)).toEqual([]);
      expect(contract.body?.schema.safeParse(value).error).toBeUndefined();
    }
    for (const place of ['path', 'query'] as const) {
      const required = (operation.parameters ?? []).filter(
        (parameter) => parameter.in === place && parameter.required,
      );
      const given = Object.fromEntries(required.map(({ name, example }) => [name, example]));
      const schema = place === 'path' ? contract.params : contract.query;
      expect(schema?.safeParse(given).error).toBeUndefined();
    }
  });

  test('has parameters of exactly the types that the contract accepts', () => {
    for (const { schema, name } of operation.parameters ?? []) {
      expect(schema.type, name).toMatch(/^(string|integer|boolean)$/);
      if (schema.default !== undefined) expect(checker.check(schema, schema.default)).toEqual([]);
    }
  });
});

describe('an unknown route', () => {
  const sendFiles = route({
    method: 'POST',
    path: '/api/things/{id}',
    access: 'bearer',
    tag: 'messages',
    summary: 'Anything',
    params: z.object({ id: z.uuid() }),
    query: z.object({ deep: z.enum(['yes', 'no']).default('no') }),
    body: {
      schema: z.object({ content: z.string().optional() }),
      types: ['json', 'multipart'],
      optional: true,
    },
    responses: { 302: null, 200: z.object({ url: z.url() }) },
    errors: ['unauthenticated', 'busy'],
  });
  const made = openApiDocument('open', { 'send-files': sendFiles });
  const operation = operationOf(sendFiles, made);

  test('is documented in full, and the document stays valid', async () => {
    const { valid } = await new Validator().validate(structuredClone({ ...made }));
    const [path, query] = operation.parameters ?? [];
    const form = operation.requestBody?.content['multipart/form-data']?.schema.properties;

    expect(valid).toBe(true);
    expect(operation.requestBody?.required).toBe(false);
    expect(Object.keys(form ?? {})).toEqual(['content', 'files[]']);
    expect(path).toMatchObject({ name: 'id', in: 'path', required: true });
    expect(query).toMatchObject({ name: 'deep', required: false, schema: { default: 'no' } });
    expect(operation.responses['302']).toMatchObject({ headers: { Location: {} } });
    expect(Object.keys(operation.responses).map(Number)).toEqual([
      200, 302, 401, 413, 422, 429, 500, 503,
    ]);
  });

  test('cannot give an id to two different schemas', () => {
    const body = (schema: z.ZodType) => ({ ...sendFiles, responses: { 200: schema } });
    const one = body(z.object({ a: z.string() }).meta({ id: 'Twice' }));
    const other = body(z.object({ b: z.string() }).meta({ id: 'Twice' }));

    expect(() => openApiDocument('open', { one, other })).toThrow(/Twice/);
  });
});

test('closed response schemas accept only fields of the contract', () => {
  const closed = makeSchemaChecker(openApiDocument('closed'));
  const user = { $ref: '#/components/schemas/FoundUser' };
  const found = {
    id: '5b0c2f9e-3d64-4a51-9c2b-7d1f0a6e8b01',
    username: 'ada',
    display_name: 'Ada',
    photo: null,
    is_active: true,
    created_at: '2026-03-14T09:26:53.589Z',
    updated_at: '2026-03-14T09:26:53.589Z',
  };
  const leaking = { ...found, email: 'ada@example.org' };

  expect(closed.check(user, found)).toEqual([]);
  expect(closed.check(user, leaking)).not.toEqual([]);
  expect(checker.check(user, leaking)).toEqual([]);
});
