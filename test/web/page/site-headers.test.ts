import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { siteHeaders } from '#contracts/headers/site-headers.ts';
import { preferencesKey } from '#site/lib/preferences.ts';

const html = readFileSync('web/index.html', 'utf8');
const inline = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => script);

it('the policy allows the one inline script of the page, and no other', () => {
  const policy = siteHeaders(true)['content-security-policy'] ?? '';
  const allowed = /script-src ([^;]+)/.exec(policy)?.[1]?.split(' ');
  const hashes = inline.map((script) => createHash('sha256').update(script).digest('base64'));

  expect(hashes).toHaveLength(1);
  expect(allowed).toEqual(["'self'", `'sha256-${hashes[0]}'`]);
});

it('the inline script reads the stored preferences', () => {
  expect(inline[0]).toContain(`localStorage.getItem("${preferencesKey}")`);
});
