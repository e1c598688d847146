import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld } from '../../support/openapi/world.ts';
import { run } from '../../support/processes.ts';
import { pythonGenerator } from '../../support/python-generator/python-generator.ts';

const timeout = 300_000;
const page = readFileSync('docs/generated-clients.md', 'utf8');
const document = resolve('docs/openapi.json');
const blockOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

const world = makeWorld();
let place = '';
beforeAll(() => {
  mkdirSync('.cache', { recursive: true });
  place = mkdtempSync('.cache/generated-');
});
afterAll(async () => {
  await world.close();
  rmSync(place, { recursive: true, force: true });
}, timeout);

const environment = async () => ({ ...process.env, PARLEY: await world.urlOf() });

test(
  'openapi-typescript with openapi-fetch: the types compile, a message is sent and read',
  async () => {
    writeFileSync(
      join(place, 'parley.ts'),
      astToString(await openapiTS(JSON.parse(readFileSync(document, 'utf8')))),
    );
    writeFileSync(join(place, 'script.ts'), blockOf('ts'));
    writeFileSync(
      join(place, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }),
    );
    const types = await run('node_modules/.bin/tsc', ['-p', join(place, 'tsconfig.json')]);
    expect(types.stdout).toBe('');

    const { stdout } = await run(process.execPath, [join(place, 'script.ts')], {
      env: await environment(),
    });

    expect(stdout).toBe('Hello, Bob\n');
  },
  timeout,
);

/** Imports every module of the package and prints those that cannot be imported, and the count. */
const importAll = `
import importlib, pkgutil, parley
count = 0
for module in pkgutil.walk_packages(parley.__path__, "parley."):
    try:
        importlib.import_module(module.name)
        count += 1
    except Exception as error:
        print(module.name, repr(error))
print(count > 300)
`;

test(
  'openapi-python-client: every module loads, a message and a file are sent and read',
  async (context) => {
    const found = await pythonGenerator();
    if ('missing' in found) {
      console.warn(`Skipped: openapi-python-client: ${found.missing}`);
      return context.skip(found.missing);
    }
    const python = resolve(found.python);
    const python3 = (args: string[], env: NodeJS.ProcessEnv = process.env) =>
      run(python, args, { cwd: place, env: { ...env, PYTHONDONTWRITEBYTECODE: '1' } });

    const generate = 'from openapi_python_client.cli import app; app()';
    const how = ['--path', document, '--output-path', 'parley', '--meta', 'none'];
    await python3(['-c', generate, 'generate', ...how]);
    expect((await python3(['-c', importAll])).stdout).toBe('True\n');

    writeFileSync(join(place, 'script.py'), blockOf('python'));
    const { stdout } = await python3(['script.py'], await environment());

    expect(stdout.trimEnd().split('\n').sort()).toEqual(['A file note.txt', 'Hello, Bob']);
  },
  timeout,
);
