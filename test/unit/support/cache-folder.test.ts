import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cachedFolder } from '../../support/cache-folder.ts';

it('concurrent runs that fill a folder all find it complete', async () => {
  const name = `test-${process.pid}`;
  let [drafts, release] = [0, (): void => undefined];
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fill = async (draft: string): Promise<void> => {
    writeFileSync(join(draft, 'first'), '');
    if (++drafts === 3) release();
    await all;
    writeFileSync(join(draft, 'last'), '');
  };

  const [folder = '', ...others] = await Promise.all([1, 2, 3].map(() => cachedFolder(name, fill)));

  expect(others).toEqual([folder, folder]);
  expect(readdirSync(folder)).toEqual(['first', 'last']);
  const left = readdirSync(dirname(folder)).filter((entry) => entry.startsWith(name));
  expect(left).toEqual([basename(folder)]);
  rmSync(folder, { recursive: true });
});
