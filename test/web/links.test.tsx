import { render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { findLinks } from '../../web/src/features/messages/model/find-links.ts';
import { linkParts } from '../../web/src/features/messages/model/link-parts.ts';

const urlsOf = (text: string): string[] => findLinks(text).map(({ url }) => url);

it.each([
  ['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['example.com and www.example.org', ['http://example.com', 'http://www.example.org']],
  ['ada@example.org', ['mailto:ada@example.org']],
  ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
])('%j leads to %j', (text, urls) => {
  expect(urlsOf(text)).toEqual(urls);
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
])('%j is no link with a scheme of its own', (text) => {
  expect(urlsOf(text).filter((url) => !/^(https?:\/\/|mailto:)/.test(url))).toEqual([]);
});

it.each([
  '',
  'no link',
  'https://example.org',
  'a https://example.org b ada@example.org c',
  '🎉 example.com 🎉\nexample.org',
])('the pieces of %j are all of it', (text) => {
  const parts = linkParts(text, findLinks(text));

  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.every((part) => part.text !== '')).toBe(true);
});

it('opens a link in a tab that learns nothing of this one, and shows markup as text', async () => {
  const { LinkedText } = await import('../../web/src/features/messages/components/linked-text.tsx');
  const text = '<img src=x onerror=alert(1)> https://example.org/"onclick="x';

  const { container } = render(<LinkedText text={text} />);

  await vi.waitFor(() => expect(container.querySelectorAll('a')).toHaveLength(1));
  const link = container.querySelector('a');
  expect(link?.target).toBe('_blank');
  expect(link?.rel.split(' ').sort()).toEqual(['noopener', 'noreferrer']);
  expect(link?.getAttributeNames()).not.toContain('onclick');
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe(text);
});
