import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { generatedFiles } from '#scripts/generate/unicode/generated.ts';
import { hasCapability } from '../../support/capabilities.ts';

const missing = (): string | null => {
  try {
    createRequire(import.meta.url).resolve('@unicode/unicode-18.0.0/package.json');
    return null;
  } catch {
    return '@unicode/unicode-18.0.0 is not installed: npm ci';
  }
};
const canRun = hasCapability('Unicode tables against their source', missing());

test.skipIf(!canRun)('the Unicode tables equal their sources', async () => {
  const files = await generatedFiles();

  expect(files.size).toBe(3);
  for (const [file, text] of files) expect(readFileSync(file, 'utf8')).toBe(text);
});
