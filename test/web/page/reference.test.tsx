import { execFileSync } from 'node:child_process';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#contracts/openapi.ts';
import { routes } from '#contracts/routes.ts';
import { ReferencePage } from '#site/features/reference/components/reference-page.tsx';
import { curlOf } from '#site/features/reference/model/curl.ts';
import { jsonParts } from '#site/features/reference/model/json-parts.ts';
import type { OutlineOperation } from '#site/features/reference/model/outline.ts';
import { filterSections, outlineOf } from '#site/features/reference/model/outline.ts';
import { limitsOf, typeLabel } from '#site/features/reference/model/type-label.ts';

const document = openApiDocument();
const { sections, commonErrors } = outlineOf(document);
const operations = sections.flatMap((section) => section.operations);
const operationOf = (id: string): OutlineOperation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

describe('the outline', () => {
  it('has every operation once, under its tag', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(routes).sort());
    expect(sections.every((section) => section.operations.length > 0)).toBe(true);
  });

  it('lists errors of all operations once', () => {
    const codes = commonErrors.map(({ status, code }) => `${status} ${code}`);
    const { errors } = operationOf('send-message');

    expect(codes).toEqual(['429 null', '500 internal_error', '500 null', '503 busy', '503 null']);
    expect(errors.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['user_not_found', 'client_id_reused', 'validation_failed']),
    );
    expect(errors.map(({ code }) => code)).not.toContain('busy');
  });

  it('shows which operations need a token', () => {
    const tokens = ['send-message', 'logout', 'register'].map((id) => operationOf(id).token);
    expect(tokens).toEqual(['required', 'optional', 'none']);
  });

  it('is filtered by words in any order', () => {
    const found = filterSections(sections, ' conversation POST ').flatMap((section) =>
      section.operations.map(({ id }) => id),
    );

    expect(found).toEqual(expect.arrayContaining(['open-conversation', 'post-message']));
    expect(found).not.toContain('list-conversations');
    expect(filterSections(sections, 'no such thing')).toEqual([]);
  });
});

/** The arguments that a shell passes to curl. */
const argumentsOf = (command: string): string[] =>
  execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }; TOKEN=secret; ${command}`])
    .toString()
    .split('\0')
    .slice(0, -1);

describe('the curl command of an operation', () => {
  it('sends the request of its example, with quotes escaped for the shell', () => {
    const plain = operationOf('send-message');
    const content = { 'application/json': { schema: {}, example: { text: "It's $HOME `id` \\" } } };
    const odd = { ...plain, body: { required: true, content } };

    const [url, , token, , , , body = ''] = argumentsOf(curlOf(odd, 'https://parley.example'));

    expect(url).toBe('https://parley.example/api/messages');
    expect(token).toBe('authorization: Bearer secret');
    expect(JSON.parse(body)).toEqual(content['application/json'].example);
  });

  it('names the method if curl would use another, and fills path and required query', () => {
    const deleting = argumentsOf(curlOf(operationOf('delete-message'), ''));
    const searching = argumentsOf(curlOf(operationOf('search-users'), ''));

    expect(deleting.slice(0, 2)).toEqual(['-X', 'DELETE']);
    expect(deleting[2]).toMatch(/^\/api\/messages\/\w+$/);
    expect(searching[0]).toBe('/api/users/search?q=bob');
  });

  it('sends a form if a form is the first body type', () => {
    const given = argumentsOf(curlOf(operationOf('issue-token'), ''));
    expect(given).toEqual(expect.arrayContaining(['-d', 'username=ada.l']));
    expect(given.join()).not.toContain('content-type');
  });
});

describe('the label of a type', () => {
  it.each([
    [{ $ref: '#/components/schemas/Message' }, 'Message', 'Message'],
    [
      { type: 'array', items: { $ref: '#/components/schemas/Message' } },
      'list of Message',
      'Message',
    ],
    [
      { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
      'date-time or null',
      undefined,
    ],
    [{ type: ['string', 'null'] }, 'string or null', undefined],
    [{ enum: ['asc', 'desc'] }, '"asc" | "desc"', undefined],
    [{ const: 'bearer' }, '"bearer"', undefined],
  ])('is, for %j, %s', (schema, text, component) => {
    expect(typeLabel(schema)).toEqual({ text, ...(component && { component }) });
  });

  it('has bounds and defaults', () => {
    expect(limitsOf({ minimum: 1, maximum: 100, default: 20 })).toEqual(['1 – 100', 'default 20']);
    expect(limitsOf({ maxLength: 50 })).toEqual(['≤ 50 characters']);
    expect(limitsOf({ minimum: 0 })).toEqual(['≥ 0']);
  });
});

it('the coloured parts of JSON add up to the whole', () => {
  const value = { text: 'a "quoted": 1', at: -1.5, none: null, list: [true, 'x'] };
  const parts = jsonParts(value);

  expect(parts.map(({ text }) => text).join('')).toBe(JSON.stringify(value, null, 2));
  expect(parts.filter(({ kind }) => kind === 'name').map(({ text }) => text)).toEqual(
    ['text', 'at', 'none', 'list'].map((name) => `"${name}"`),
  );
  expect(parts.filter(({ kind }) => kind === 'value').map(({ text }) => text)).toEqual([
    '-1.5',
    'null',
    'true',
  ]);
});

it('the page has every operation, and a target for every link within it', async () => {
  const { container } = render(<ReferencePage document={document} />, { wrapper: MemoryRouter });
  await screen.findByRole('heading', { level: 1 });

  const links = [...container.querySelectorAll('a[href^="#"]')];
  const lost = links
    .map((link) => link.getAttribute('href')?.slice(1) ?? '')
    .filter((id) => !container.querySelector(`[id="${id}"]`));

  expect(lost).toEqual([]);
  expect(container.querySelectorAll('article')).toHaveLength(operations.length);
});
