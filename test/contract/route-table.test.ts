import { globSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '#contracts/errors.ts';
import { socketRoutes } from '#contracts/realtime.ts';
import type { Route } from '#contracts/route.ts';
import { folderOf, routeNames, routes } from '#contracts/routes.ts';
import { version } from '#contracts/version.ts';
import manifest from '../../package.json' with { type: 'json' };

const table: readonly Route[] = Object.values(routes);
const folders = (path: string) => readdirSync(path).sort();

test('every route has a folder with a handler, and every folder a route', () => {
  expect(folders('functions/websocket')).toEqual(Object.values(socketRoutes).sort());
  const handlers = globSync('functions/http/**/handler.ts').map((file) => dirname(file));
  const expected = [...routeNames.map(folderOf), 'default'].map((name) => `functions/http/${name}`);
  expect(handlers.sort()).toEqual(expected.sort());
});

test('each mailbox route names its counterpart for conversations', () => {
  const twins = table.flatMap(({ twinOf }) => twinOf ?? []);
  expect(twins).toHaveLength(6);
  expect(routeNames).toEqual(expect.arrayContaining(twins));
});

test('no two routes share method and path, and none ends in a slash', () => {
  const keys = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).not.toMatch(/\/$/);
});

test('a route states its path parameters, and lists only known errors', () => {
  for (const route of Object.values(routes)) {
    expect(route.path.includes('{'), route.path).toBe('params' in route);
    for (const code of route.errors) expect(errorCodes).toContain(code);
    expect(route.access === 'bearer', route.path).toBe(
      (route.errors as readonly string[]).includes('unauthenticated') &&
        route.path !== '/api/auth/logout',
    );
  }
});

test('the version is that of package.json', () => {
  expect(version).toBe(manifest.version);
});
