import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OpenApiDocument } from '#contracts/openapi/document.ts';
import { openApiDocument } from '#contracts/openapi.ts';
import { schemathesisPython } from '../test/fuzz/schemathesis.ts';
import { makeFuzzWorld } from '../test/fuzz/world.ts';
import { newDataFolder, startParley } from '../test/support/parley-process.ts';
import { commandLine } from './command.ts';

const values = commandLine({
  name: 'fuzz',
  summary:
    'Sends requests that are generated from the OpenAPI document to a new server, as several users, and checks every response against the document: no 5xx, and no undocumented status, type or body.',
  options: {
    examples: { type: 'string', default: '280' },
    least: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
  help: {
    examples: 'Generated requests of an operation and phase',
    least: 'Fails when fewer requests were sent',
    seed: 'Repeats a run',
  },
});

const folder = resolve('.cache/fuzz');
const file = (name: string): string => join(folder, name);

/** Checks that every answer must pass. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
];

const runSchemathesis = (python: string, url: string): Promise<number> =>
  new Promise((done, reject) => {
    const args = [
      ...['-m', 'schemathesis.cli', '--config-file', file('schemathesis.toml')],
      ...['run', file('openapi.json'), '--url', url],
      ...['--checks', checks.join(','), '--seed', values.seed],
      ...['--continue-on-failure', '--warnings', 'off', '--generation-database', 'none'],
      ...['--suppress-health-check', 'all', '--request-timeout', '20', '--no-color'],
    ];
    const child = spawn(python, args, {
      stdio: 'inherit',
      cwd: folder,
      env: {
        ...process.env,
        SCHEMATHESIS_HOOKS: resolve('test/fuzz/hooks.py'),
        PARLEY_FUZZ_DOCUMENT: file('openapi.json'),
        PARLEY_FUZZ_WORLD: file('world.json'),
        PARLEY_FUZZ_SUMMARY: file('summary.json'),
        PARLEY_FUZZ_SEED: values.seed,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    });
    child.on('error', reject);
    child.on('exit', (code) => done(code ?? 1));
  });

/** Statuses that refuse invalid input; 413: a field so long that the body is refused unread. */
const refusals = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, '5xx'];

/** Password hashing is slow on purpose: its operations get fewer examples. */
const settings = (): string => `
checks.negative_data_rejection.expected-statuses = ${JSON.stringify(refusals.map(String))}
generation.max-examples = ${Number(values.examples)}
[[operations]]
include-tag = "auth"
generation.max-examples = ${Math.ceil(Number(values.examples) / 4)}
`;

/**
 * The number of answered requests, in total and by status, and the operations that never succeeded.
 */
const report = (document: OpenApiDocument): string[] => {
  const counts = JSON.parse(readFileSync(file('summary.json'), 'utf8')) as Record<string, number>;
  const statuses = new Map<string, number>();
  const succeeded = new Map<string, number>();
  for (const [key, count] of Object.entries(counts)) {
    const [method, path, status = ''] = key.split(' ');
    statuses.set(status, (statuses.get(status) ?? 0) + count);
    if (Number(status) < 400) succeeded.set(`${method} ${path}`, count);
  }
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);
  const total = sum(statuses.values());
  console.log(`\n${total} requests, seed ${values.seed}`);
  for (const [status, count] of [...statuses].sort()) console.log(`  ${status}  ${count}`);
  const never = Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`))
    .filter((operation) => !succeeded.has(operation));
  return [
    ...never.map((operation) => `never succeeded: ${operation}`),
    ...(total < Number(values.least) ? [`fewer than ${values.least} requests`] : []),
    // A run with few successful requests proves little.
    ...(sum(succeeded.values()) < total / 6 ? ['too few requests succeeded'] : []),
  ];
};

const fuzz = async (): Promise<number> => {
  const python = await schemathesisPython();
  mkdirSync(folder, { recursive: true });
  rmSync(file('summary.json'), { force: true });
  const document = openApiDocument('closed');
  writeFileSync(file('openapi.json'), JSON.stringify(document));
  writeFileSync(file('schemathesis.toml'), settings());
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--api-only']);
  try {
    writeFileSync(file('world.json'), JSON.stringify(await makeFuzzWorld(parley.url)));
    const code = await runSchemathesis(python, parley.url);
    if (!existsSync(file('summary.json'))) return code || 1;
    const shortcomings = report(document);
    for (const line of shortcomings) console.error(line);
    return code || (shortcomings.length > 0 ? 1 : 0);
  } finally {
    await parley.stop();
    const output = parley.output().split('\n').slice(1).join('\n').trim();
    if (output) console.error(`\nThe server said:\n${output.slice(0, 4_000)}`);
    data.remove();
  }
};

process.exitCode = await fuzz().catch((error: Error) => {
  console.error(`Not run: ${error.message}`);
  return 1;
});
