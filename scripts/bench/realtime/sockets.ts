import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { processLimits } from '#contracts/limits.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';
import { commandLine } from '../../command.ts';
import { numberOption } from '../../number-option.ts';
import type { Person } from '../people.ts';
import { usageOf } from '../process-usage.ts';
import { seedPairs } from './seed-pairs.ts';

const values = commandLine({
  name: 'bench:sockets',
  summary:
    'Measures the memory of open sockets that say nothing, and the processor time that they take (Linux only). Sockets come from addresses of loopback, each below the limit of sockets per network. Exits with 1 if the memory misses the goal of 512 MB for 20,000 sockets, in proportion.',
  options: {
    sockets: { type: 'string', default: '10000' },
    idle: { type: 'string', default: '60' },
  },
  help: {
    sockets: 'How many; the process and its client need as many open files each (ulimit -n)',
    idle: 'Seconds for which all are open and say nothing',
  },
});
const count = numberOption('sockets', values.sockets);
const idleSeconds = numberOption('idle', values.idle);
const goalMb = 512;
const goalSockets = 20_000;
const devicesEach = 5;
const atOnce = 32;
/** Room for the tickets' connections. */
const perAddress = processLimits.sockets.perNetwork - atOnce;

/** The address of loopback from which a socket comes. */
const addressOf = (index: number): string => `127.0.1.${1 + Math.floor(index / perAddress)}`;

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
const ticketOf = (url: string, { token }: Person): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const call = request(`${url}/api/realtime/ticket`, { method: 'POST', agent, headers });
    call.on('error', reject).on('response', async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      const { ticket } = JSON.parse(body) as { ticket?: string };
      if (ticket) resolve(ticket);
      else reject(new Error(`no ticket: ${response.statusCode} ${body}`));
    });
    call.end();
  });

const open = async (url: string, person: Person, index: number): Promise<WebSocket> => {
  const ticket = await ticketOf(url, person);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws?ticket=${ticket}`, {
    localAddress: addressOf(index),
    perMessageDeflate: false,
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
};

const data = newDataFolder();
const sockets: WebSocket[] = [];
try {
  const people = await seedPairs(data.path, Math.ceil(count / devicesEach / 2) * 2);
  const parley = await startParley(['--data', data.path, '--api-only']);
  const empty = usageOf(parley.pid);
  if (!empty) throw new Error('the figures come from /proc: run this on Linux');
  console.log(`no sockets: ${Math.round(empty.rssMb)} MB`);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const person = people[Math.floor(index / devicesEach)];
      if (person) sockets.push(await open(parley.url, person, index));
      if (sockets.length % 2_000 === 0) {
        console.log(`${sockets.length} sockets: ${Math.round(usageOf(parley.pid)?.rssMb ?? 0)} MB`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const before = usageOf(parley.pid)?.cpuMs ?? 0;
  await wait(idleSeconds * 1_000);
  const after = usageOf(parley.pid);
  const left = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  const mb = after?.rssMb ?? Number.NaN;
  const kbEach = ((mb - empty.rssMb) * 1_024) / left;
  const cpuShare = ((after?.cpuMs ?? 0) - before) / (idleSeconds * 10);
  console.log(
    `${left} of ${count} sockets, silent for ${idleSeconds} s: ${Math.round(mb)} MB, ${kbEach.toFixed(1)} KB each, ${cpuShare.toFixed(2)} % of a core`,
  );
  const expected = empty.rssMb + (kbEach * goalSockets) / 1_024;
  const isReached = left === count && expected <= goalMb;
  console.log(
    `${goalSockets} sockets at this rate: ${Math.round(expected)} MB (goal ${goalMb} MB) ${isReached ? '✓' : '✗'}`,
  );
  process.exitCode = isReached ? 0 : 1;
  for (const socket of sockets) socket.terminate();
  await parley.stop();
} finally {
  agent.destroy();
  data.remove();
}
