import { expect, test } from 'vitest';
import { sizeFaults } from '#scripts/tree-sizes.ts';

const file = (path: string, lines: number | null = 10) => ({ path, lines });
const files = (count: number, folder: string) =>
  Array.from({ length: count }, (_, index) => file(`${folder}/${index}.ts`));

test('a file of 250 lines and a folder of 25 files are allowed', () => {
  expect(sizeFaults([file('lib/a.ts', 250), ...files(25, 'web')])).toEqual([]);
});

test('a longer file is reported, unless it has no limit', () => {
  expect(sizeFaults([file('lib/a.ts', 251), file('docs/b.md', null)])).toEqual([
    'lib/a.ts has 251 lines, 250 are allowed: split it by subject',
  ]);
});

test('a folder with more files is reported; files of its subfolders do not count', () => {
  expect(sizeFaults([...files(26, 'web'), ...files(25, 'web/lib')])).toEqual([
    'web has 26 files, 25 are allowed: group them by area',
  ]);
});
