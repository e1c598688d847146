import { backUpToFolder } from './back-up-to-folder.ts';
import { s3Location } from './names.ts';
import type { Plan } from './plan.ts';

/** The program of the process that makes one scheduled backup: its argument is the plan. */
const plan = JSON.parse(process.argv[2] ?? '') as Plan;
// Ends with the server. What is left has no name of a backup.
process.on('disconnect', () => process.exit(1));
const run = s3Location(plan.to) ? (await import('./back-up-to-s3.ts')).backUpToS3 : backUpToFolder;
try {
  const made = await run(plan);
  process.send?.({ made }, () => process.exit(0));
} catch (error) {
  const { name, message } = Object(error);
  process.send?.({ failed: `${name}: ${message}` }, () => process.exit(1));
}
