import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { licensesText } from '../../../web/vite/licenses.ts';

it('the licences are those of the site, its font, the functions, the server, and Parley itself', async () => {
  const text = await licensesText();

  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const [name, version] of Object.entries(dependencies)) {
    expect(text).toMatch(new RegExp(`^${name} ${version}$`, 'm'));
  }
  expect(text).toMatch(/^Parley\n\nMIT License/);
  expect(text).toContain('SIL OPEN FONT LICENSE');
});
