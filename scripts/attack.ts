import { writeFileSync } from 'node:fs';
import { startBystander } from './attack/bystander.ts';
import { bounds, measureRow, type RowResult } from './attack/measure.ts';
import type { Row } from './attack/row.ts';
import { bodyRows } from './attack/rows/bodies.ts';
import { fileRows } from './attack/rows/files.ts';
import { floodRows } from './attack/rows/floods.ts';
import { passkeyRows } from './attack/rows/passkeys.ts';
import { sessionRows } from './attack/rows/sessions.ts';
import { signInRows } from './attack/rows/sign-in.ts';
import { siteRows } from './attack/rows/site.ts';
import { socketRows } from './attack/rows/sockets.ts';
import { startTarget } from './attack/target.ts';
import { commandLine } from './command.ts';

/** Runs of a row that breaks a limit of delay or memory, each in a new process. */
const runsOfNoise = 3;

const values = commandLine({
  name: 'attack',
  summary: `Starts a Parley and runs the attacks of docs/security.md against it, row by row, while two other users chat. Prints the cost of each row for the server.

Fails when a bystander waits over ${bounds.delayMs} ms longer than at a server that only makes a byte durable (unless others use the machine meanwhile: such rows say "busy"), when memory rises by over ${bounds.memoryMb} MB, when a request costs over ${bounds.cpuSeconds} s of CPU, or when a rule of a row is broken. Delay and memory also depend on other programs and on the garbage collector: a row that is over one of these two runs again in a new process, and fails if it is over it ${runsOfNoise} times.`,
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
  help: {
    short: 'Without the rows that take long, as CI runs it',
    only: 'Only this row, like S1; may be repeated',
  },
});

const allRows: readonly Row[] = [
  ...fileRows,
  ...bodyRows,
  ...signInRows,
  ...passkeyRows,
  ...sessionRows,
  ...floodRows,
  ...socketRows,
  ...siteRows,
];
const unknown = values.only?.find((id) => !allRows.some((row) => row.id === id));
if (unknown) {
  console.error(`no row is called ${unknown}; there are ${allRows.map(({ id }) => id).join(', ')}`);
  process.exit(1);
}
const rows = allRows.filter(
  ({ id, isLong }) => (values.only?.includes(id) ?? true) && !(values.short && isLong),
);

const show = (result: RowResult): void => {
  const { row, finding, cpuSeconds, memoryMb, delays, isQuiet, problems } = result;
  const cells = [
    problems.length === 0 ? '✓' : '✗',
    row.id.padEnd(4),
    `${finding.requests} requests`.padStart(15),
    `${cpuSeconds.toFixed(2)} CPU-s`.padStart(11),
    `+${Math.round(memoryMb)} MB`.padStart(8),
    `health ${Math.round(delays.health)} ms`.padStart(15),
    `send ${Math.round(delays.send)} ms`.padStart(13),
    `machine ${Math.round(delays.machine)} ms`.padStart(15),
    isQuiet ? '      ' : ' busy ',
    row.title,
  ];
  console.log(cells.join(' '));
  for (const problem of problems) console.log(`       ✗ ${problem}`);
};

const startScene = async () => {
  const target = await startTarget();
  const { ada, bob } = target.bystanders;
  const bystander = await startBystander({
    url: target.url,
    token: ada.token,
    receiverId: bob.id,
    folder: target.dataFolder,
  });
  const stop = async (): Promise<void> => {
    await bystander.stop();
    await target.stop();
  };
  return { target, bystander, stop };
};

const results: RowResult[] = [];
let scene = await startScene();

const renewScene = async (): Promise<void> => {
  await scene.stop();
  scene = await startScene();
};

const measure = async (row: Row): Promise<RowResult> => {
  for (let run = 1; ; run++) {
    const result = await measureRow(row, scene.target, scene.bystander);
    show(result);
    if (result.mayBeNoise || scene.target.hasEnded()) await renewScene();
    if (!result.mayBeNoise || run === runsOfNoise) return result;
    console.log('       … once more, in a new process');
  }
};

try {
  for (const row of rows) results.push(await measure(row));
} finally {
  await scene.stop();
}
const report = process.env['PARLEY_TEST_REPORT'];
const failures = results
  .filter(({ problems }) => problems.length > 0)
  .map(({ row, problems }) => ({ name: `${row.id} ${row.title}`, error: problems.join('\n') }));
const failed = failures.length;
const passed = results.length - failed;
console.log(`\n${passed} passed, ${failed} failed, 0 skipped`);
if (report) writeFileSync(report, JSON.stringify({ passed, failed, skipped: 0, failures }));
process.exit(failed > 0 ? 1 : 0);
