import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newDataFolder } from '../../test/support/parley-process.ts';
import { runCommand } from '../command.ts';
import { numberOption } from '../number-option.ts';
import { alternate } from './send/alternate.ts';
import type { Load } from './send/load.ts';
import { printRounds } from './send/print.ts';
import { startBaseline, startParley, type Target } from './send/targets.ts';
import { checkout } from './support/checkout.ts';

await runCommand({
  name: 'bench:send',
  summary:
    'Measures durable, authenticated sends over real HTTP, in short rounds that alternate with a minimal server and, on request, with another commit.',
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '32' },
    rate: { type: 'string' },
    users: { type: 'string', default: '32' },
    against: { type: 'string' },
  },
  help: {
    rounds: 'How often each server is measured',
    seconds: 'Of each round',
    connections: 'HTTP connections that send at once',
    rate: 'Sends a second at fixed times, instead of as many as possible',
    users: 'People, each of whom writes to the next',
    against: 'Also measures the server of this commit',
  },
  run: async ({ rounds = '', seconds = '', connections = '', rate, users = '', against }) => {
    const people = numberOption('users', users);
    const load: Load =
      rate === undefined
        ? { connections: numberOption('connections', connections) }
        : { rate: numberOption('rate', rate) };
    const times = {
      rounds: numberOption('rounds', rounds),
      seconds: numberOption('seconds', seconds),
    };
    const data = newDataFolder();
    const targets: Target[] = [];
    try {
      mkdirSync(join(data.path, 'baseline'));
      targets.push(await startBaseline(join(data.path, 'baseline')));
      if (against !== undefined) {
        const place = { folder: checkout(against), data: join(data.path, 'against') };
        targets.push(await startParley({ name: against, ...place }, people));
      }
      const folder = resolve(import.meta.dirname, '../..');
      const place = { folder, data: join(data.path, 'parley') };
      const parley = await startParley({ name: 'parley', ...place }, people);
      targets.push(parley);
      printRounds(await alternate(targets, load, times), parley);
    } finally {
      await Promise.all(targets.map((target) => target.stop()));
      data.remove();
    }
  },
});
