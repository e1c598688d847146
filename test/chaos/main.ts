import { runChaos } from './run-chaos.ts';

/** One run, as `npm run chaos` starts it: seconds, users, kills and seed, in this order. */
const [seconds = 0, users = 0, kills = 0, seed = 0] = process.argv.slice(2).map(Number);
const startedAt = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - startedAt) / 1_000)).padStart(4)} s  ${line}`);

say(`seed ${seed}`);
const { violations, figures } = await runChaos({ seconds, users, kills, seed, say });
console.log(figures);
for (const violation of violations) console.log(`✗ ${violation}`);
console.log(`${violations.length === 0 ? '✓' : '✗'} ${violations.length} violations, seed ${seed}`);
process.exit(violations.length === 0 ? 0 : 1);
