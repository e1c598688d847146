import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { commandLine } from '../command.ts';
import { register } from './people.ts';
import { usageOf } from './process-usage.ts';

const values = commandLine({
  name: 'bench:send',
  summary:
    'Measures durable, authenticated sends over real HTTP, against a minimal server in the same run.',
  options: {
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '32' },
    users: { type: 'string', default: '32' },
  },
  help: {
    seconds: 'Of each measurement, after 2 s of warm-up',
    connections: 'HTTP connections that send at once',
    users: 'People, each of whom writes to the next',
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);

const load = (url: string, requests: autocannon.Request[], duration: number) =>
  autocannon({ url, connections, duration, requests });

const startBaseline = async (folder: string) => {
  const script = fileURLToPath(new URL('baseline-server.ts', import.meta.url));
  const flags = ['--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, script, folder]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (d) => resolve(String(d))),
  );
  return { url: line.trim().split(' ')[1] ?? '', pid: child.pid ?? 0, stop: () => child.kill() };
};

const report = (name: string, result: autocannon.Result, cpuMs: number, rssMb: number) => {
  const sent = result['2xx'];
  const row = {
    'sends/s': Math.round(sent / result.duration),
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
    'CPU ms/send': Number((cpuMs / sent).toFixed(3)),
    'RSS MB': Math.round(rssMb),
    failed: result.non2xx + result.errors,
  };
  console.log(`${name}:`, row);
  return row;
};

const measure = async (
  name: string,
  target: { url: string; pid: number },
  requests: autocannon.Request[],
) => {
  await load(target.url, requests, 2);
  const before = usageOf(target.pid);
  const result = await load(target.url, requests, seconds);
  const after = usageOf(target.pid);
  return report(name, result, (after?.cpuMs ?? 0) - (before?.cpuMs ?? 0), after?.rssMb ?? 0);
};

const text = 'A message of an ordinary length, as people write them all day long.';
const data = newDataFolder();
try {
  const baseline = await startBaseline(data.path);
  const body = JSON.stringify({ text });
  const least = await measure('baseline (bare HTTP and one durable row)', baseline, [
    { method: 'POST', path: '/', body },
  ]);
  baseline.stop();

  const startedAt = performance.now();
  const parley = await startParley(['--data', data.path, '--api-only']);
  const readyMs = performance.now() - startedAt;
  const users = await Promise.all(
    Array.from({ length: Number(values.users) }, (_, n) => register(parley.url, `bench-${n}`)),
  );
  const requests = users.map(
    (user, n): autocannon.Request => ({
      method: 'POST',
      path: '/api/messages',
      headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text, receiver_id: users[(n + 1) % users.length]?.id }),
    }),
  );
  const sends = await measure('parley (POST /api/messages)', parley, requests);
  const exitCode = await parley.stop();
  console.log(`start to ready: ${Math.round(readyMs)} ms; exit code after SIGTERM: ${exitCode}`);
  const ratio = sends['sends/s'] / least['sends/s'];
  console.log(`ratio to baseline: ${ratio.toFixed(2)} (${connections} connections, ${seconds} s)`);
} finally {
  data.remove();
}
