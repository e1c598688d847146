import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { findLinks } from '#site/features/messages/bubble/find-links.ts';
import { textParts } from '#site/features/messages/bubble/text-parts.ts';

const urlsOf = (text: string): string[] => findLinks(text).map(({ url }) => url);

it.each([
  ['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['example.com and www.example.org', ['http://example.com', 'http://www.example.org']],
  ['ada@example.org', ['mailto:ada@example.org']],
  ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
])('%j links to %j', (text, urls) => {
  expect(urlsOf(text)).toEqual(urls);
});

it.each([
  'example.dev',
  'claude.ai',
  'www.notion.so',
  'docs.rs/serde',
  'example.org/readme.md',
  'münchen.de',
  'пример.рф',
  '日本語.jp',
  'EXAMPLE.COM',
  'Example.com',
])('%j is an address without a scheme', (text) => {
  expect(urlsOf(`see ${text}, please`)).toEqual([`http://${text}`]);
});

it.each([
  'readme.md',
  'README.MD',
  'script.sh',
  'main.rs',
  'main.rs#L20',
  'main.rs:20',
  'Main.java',
  'app.properties',
  'Makefile.am',
  'film.srt',
  'icon@2x.png',
  'next@14.2.rc',
  'setup.py',
  'script.pl',
  'lib.so',
  'main.cc',
  'movie.mov',
  'archive.zip',
  'archive.tar.zip',
  'index.js',
  'Node.js',
  'src/main.rs',
  'Hallo.Es geht',
  'Gut.So machen',
  'z.B.',
  'e.g.',
  '1.2.3',
  'a.notatld',
  'www.example.notatld',
])('%j is no address', (text) => {
  expect(urlsOf(text)).toEqual([]);
  expect(urlsOf(`see ${text} there`)).toEqual([]);
});

const address = 'https://example.org/x';
it.each([
  '`@`',
  '_@_',
  '__@__',
  '*@*',
  '**@**',
  '**_@_**',
  '~~@~~',
  '||@||',
  '"@"',
  "'@'",
  '„@“',
  '«@»',
  '(@)',
  '[text](@)',
  '{@}',
  '<@>',
  '<@|text>',
  '@**',
  '@`, and',
  '@.',
  '@…',
  '@?!',
  '`@`.',
  '_@_!',
  '👩‍🚀 @',
])('the markup in %j is not part of the address', (around) => {
  expect(urlsOf(around.replace('@', address))).toEqual([address]);
});

it.each(['_ada@example.org_', '**ada@example.org**', '<ada@example.org>'])(
  'the markup in %j is not part of the address either',
  (text) => {
    expect(urlsOf(text)).toEqual(['mailto:ada@example.org']);
  },
);

it.each(['https://example.org/x_', 'https://example.org/_x_', 'https://example.org/a_(b_c)'])(
  '%j keeps its end',
  (text) => {
    expect(urlsOf(text)).toEqual([text]);
  },
);

it.each([
  'https://user:pw@example.org/',
  'https://user:p@ss@example.org/',
  'https://user@example.org',
  `https://${'a'.repeat(60)}@example.org/`,
  'https://paypal.com@evil.example/x',
  'https://paypal.com:443@evil.example/x',
])('%j, whose host is after an @, is no link, nor is any part of it', (text) => {
  expect(urlsOf(`${text} and example.com`)).toEqual(['http://example.com']);
});

it.each([
  'https://a..b/x',
  'https://example。org/x',
  'https://example．org/x',
  'https://example.org．evil.example/x',
])('%j is no link, rather than one to another host', (text) => {
  expect(urlsOf(`${text} and example.com`)).toEqual(['http://example.com']);
});

it.each(['HTTPS://EXAMPLE.ORG/A', 'mailto:ada@intranet.notatld'])('%j has a scheme', (text) => {
  expect(urlsOf(text)).toEqual([text]);
});

it('an address ends before a Chinese full stop', () => {
  expect(urlsOf('请看 https://example.org。谢谢')).toEqual(['https://example.org']);
});

const labelsOf = (text: string): string[] => findLinks(text).map(({ label }) => label);

it.each([
  ['letters of two scripts', 'http://раураl.com/x', 'http://xn--l-7sba6dbr.com/x'],
  ['letters that all look Latin', 'https://аррӏе.com', 'https://xn--80ak6aa92e.com'],
  ['the same without a scheme', 'аррӏе.com', 'xn--80ak6aa92e.com'],
  ['a rare Latin letter', 'http://ɡoogle.com', 'http://xn--oogle-qmc.com'],
  ['a dotless i', 'http://paypaı.com', 'http://xn--paypa-r4a.com'],
])('a host with %s is shown in ASCII', (_, text, label) => {
  expect(labelsOf(text)).toEqual([label]);
});

it.each(['http://[::1]:3000/x', 'https://faß.de', 'https://пример.рф/x', 'https://한국.kr'])(
  '%j is shown unchanged',
  (text) => {
    expect(labelsOf(text)).toEqual([text]);
  },
);

it('the hidden parts of a link are shown', () => {
  expect(labelsOf('https://example.org/fdp\u202egpj.\u200bexe')).toEqual([
    'https://example.org/fdp%E2%80%AEgpj.%E2%80%8Bexe',
  ]);
  expect(labelsOf('https://example.org\\@evil.example')).toEqual([
    'https://example.org\\@evil.example',
  ]);
  expect(labelsOf('https://exa\u200bmple.org/')).toEqual(['https://example.org/']);
});

it('a text with many near-links is parsed quickly', () => {
  const started = performance.now();
  for (const piece of [
    '_a',
    '*a ',
    'a.',
    '@a.b',
    'https://',
    'a-',
    '(*a',
    'https://a.b/(',
    'a:@',
  ]) {
    findLinks(piece.repeat(4_096 / piece.length));
  }
  expect(performance.now() - started).toBeLessThan(5_000);
});

it.each([
  'javascript:alert(1)',
  'JavaScript://example.org/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  'ftp://example.org/file',
  '//example.org/somewhere',
])('%j is no link with another scheme', (text) => {
  expect(urlsOf(text).filter((url) => !/^(https?:\/\/|mailto:)/.test(url))).toEqual([]);
});

it.each([
  '',
  'no link',
  'https://example.org',
  'a https://example.org b ada@example.org c',
  '🎉 example.com 🎉\nexample.org',
])('the parts of %j add up to it', (text) => {
  const parts = textParts(text);

  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.every((part) => part.text !== '')).toBe(true);
});

it('a link opens in a tab without a reference to this one, and shows markup as text', async () => {
  const { FormattedText } = await import('#site/features/messages/bubble/formatted-text.tsx');
  const text = '<img src=x onerror=alert(1)> https://example.org/"onclick="x';

  const { container } = render(<FormattedText text={text} />);

  await vi.waitFor(() => expect(container.querySelectorAll('a')).toHaveLength(1));
  const link = container.querySelector('a');
  expect(link?.target).toBe('_blank');
  expect(link?.rel.split(' ').sort()).toEqual(['noopener', 'noreferrer']);
  expect(link?.getAttributeNames()).not.toContain('onclick');
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe(text);
});
