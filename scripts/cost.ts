import { readFileSync } from 'node:fs';
import { prices } from './bench/prices.ts';
import { commandLine } from './command.ts';
import { billedCost, listCost } from './cost/meters.ts';
import { type MeasuredUnits, totalUsage, usageOf } from './cost/model.ts';

const values = commandLine({
  name: 'cost',
  summary:
    'Prints the cost of a month on AWS, part by part, at the list prices of us-east-1 (scripts/bench/prices.ts), and the sum without what is always free. The model and its assumptions: docs/cost.md.',
  options: {
    users: { type: 'string', default: '20' },
    messages: { type: 'string', default: '6000' },
    'online-minutes': { type: 'string', default: '300' },
    files: { type: 'string', default: '200' },
    'stored-months': { type: 'string', default: '12' },
    devices: { type: 'string' },
  },
  help: {
    users: 'Users in the month',
    messages: 'Messages in the month, of all together',
    'online-minutes': "Minutes in which a person's page is open in the month",
    files: 'Files in the month, of 200 KB each',
    'stored-months': 'Months of such messages and files that are stored',
    devices:
      'With pushContact: devices that each message notifies (default: notifications are off)',
  },
});
const count = (name: keyof typeof values): number => {
  const value = Number(values[name]);
  if (!Number.isFinite(value) || value < 0) {
    console.error(`--${name} must be a number from 0`);
    process.exit(2);
  }
  return value;
};
const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;
const load = {
  users: count('users'),
  messages: count('messages'),
  onlineMinutes: count('online-minutes'),
  files: count('files'),
  storedMonths: count('stored-months'),
  ...(values.devices !== undefined && { notifiedDevices: count('devices') }),
};
const line = (dollars: number, what: string): void =>
  console.log(`$${dollars.toFixed(2).padStart(12)}  ${what}`);
for (const [what, usage] of usageOf(load, units)) line(listCost(usage), what);
const usage = totalUsage(load, units);
line(listCost(usage), `together, a month; list prices of ${prices.asOf}`);
line(billedCost(usage), 'billed, after what an account has free for ever each month');
