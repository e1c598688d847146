import { describe, expect, it } from 'vitest';
import { pastedFiles } from '#site/features/messages/composer/pasted-files.ts';

/** A clipboard with these files, and these texts by type. */
const clipboard = (names: readonly string[], texts: Readonly<Record<string, string>> = {}) => ({
  files: names.map((name) => new File(['x'], name)),
  types: [...Object.keys(texts), ...(names.length > 0 ? ['Files'] : [])],
  getData: (type: string): string => texts[type] ?? '',
});
const html = '<meta charset="utf-8"><p>x</p>';

describe('a paste attaches the files', () => {
  it.each([
    ['a screenshot', ['image.png'], {}],
    ['a file of the Finder', ['a b.pdf'], { 'text/plain': 'a b.pdf' }],
    ['files of the Finder', ['a.pdf', 'b.png'], { 'text/plain': 'a.pdf\rb.png' }],
    ['a path', ['a.pdf'], { 'text/plain': '/home/ada/a.pdf' }],
    ['a path of Windows', ['a.pdf'], { 'text/plain': 'C:\\Users\\Ada\\a.pdf' }],
    [
      'addresses of Nautilus',
      ['a b.pdf', 'ü.txt'],
      {
        'text/plain': 'file:///home/a%20b.pdf\r\nfile:///home/%C3%BC.txt\r\n',
        'text/uri-list': '',
      },
    ],
    [
      'the list of older file managers',
      ['a.pdf'],
      { 'text/plain': 'x-special/nautilus-clipboard\ncopy\nfile:///home/a.pdf\n' },
    ],
    ['a broken address', ['%zz.txt'], { 'text/plain': 'file:///%zz.txt' }],
    [
      'a file whose name stands in a page too',
      ['a.pdf'],
      { 'text/plain': 'a.pdf', 'text/html': html },
    ],
    ['a picture of a page', ['image.png'], { 'text/html': '<img src="https://a.example/x.png">' }],
    [
      'a picture of a page with its address',
      ['image.png'],
      { 'text/html': '<img>', 'text/plain': 'https://a.example/x.png' },
    ],
    [
      'a picture beside unformatted words',
      ['image.png'],
      { 'text/plain': 'whatever it is called' },
    ],
  ] as const)('%s', (_what, names, texts) => {
    expect(pastedFiles(clipboard(names, texts)).map(({ name }) => name)).toEqual(names);
  });
});

describe('a paste inserts the text', () => {
  it.each([
    [
      'cells of Excel',
      ['image.png'],
      { 'text/plain': '1\t2\r\n3\t4\r\n', 'text/html': html, 'text/rtf': 'x' },
    ],
    [
      'words of Word',
      ['image.png'],
      { 'text/plain': 'Dear Bob', 'text/html': html, 'text/rtf': 'x' },
    ],
    ['words of Numbers', ['image.png'], { 'text/plain': 'a\tb', 'text/rtf': 'x' }],
    ['text alone', [], { 'text/plain': 'Dear Bob', 'text/html': html }],
  ] as const)('%s', (_what, names, texts) => {
    expect(pastedFiles(clipboard(names, texts))).toEqual([]);
  });
});
