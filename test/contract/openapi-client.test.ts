import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage } from '../../scripts/client-pack/build-package.ts';
import { makeWorld } from '../support/openapi/world.ts';
import { run } from '../support/processes.ts';

const timeout = 300_000;
const page = readFileSync('docs/api-client.md', 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  );

const world = makeWorld();
const folder = join('.cache', 'docs');
let place = '';

beforeAll(async () => {
  mkdirSync('.cache', { recursive: true });
  place = mkdtempSync(`${folder}-`);
  await buildPackage(join(place, 'node_modules/parley-client'));
  const [script = ''] = blocks('ts');
  writeFileSync(join(place, 'script.ts'), script);
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }),
  );
}, timeout);
afterAll(async () => {
  await world.close();
  rmSync(place, { recursive: true, force: true });
}, timeout);

test(
  'the script of the page compiles under the strict settings of the project',
  async () => {
    const tsc = run('node_modules/.bin/tsc', ['-p', join(place, 'tsconfig.json')]);
    await expect(tsc).resolves.toMatchObject({ stdout: '' });
  },
  timeout,
);

test(
  'the script prints the output that the page shows',
  async () => {
    const env = { ...process.env, PARLEY: await world.urlOf() };
    const { stdout } = await run(process.execPath, [join(place, 'script.ts')], { env });

    expect(stdout).toBe(blocks('text')[0]);
  },
  timeout,
);
