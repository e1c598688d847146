import { resolve } from 'node:path';
import { type RunningProgram, reportBackup, startProgram } from '#backend';
import type { Config } from '../config.ts';
import { logFailure } from '../log-failure.ts';
import { BackupError } from './backup-error.ts';
import { type LastBackup, lastBackup, stateOf, waitOf } from './last-backup.ts';
import { s3Location } from './names.ts';
import type { Made, Plan } from './plan.ts';

const program = new URL('backup-process.ts', import.meta.url);
/** Not in the seconds in which the clients of a restarted server connect again. */
const firstAfterMs = 10_000;
/** Timers cannot wait longer. */
const longestMs = 2 ** 31 - 1;

const summaryOf = ({ name, users, messages, attachments, copied, missing }: Made): string => {
  const files = `${attachments} attachments, ${copied} of them new`;
  const lost = missing > 0 ? `; ${missing} attachments are missing: see npm run doctor` : '';
  return `Backup ${name} restored as a trial: ${users} users, ${messages} messages, ${files}${lost}`;
};

/** Makes backups in another process, one at a time; null without a schedule. */
export const startBackups = (data: string, config: Config) => {
  const { 'backup-every': everyMs, 'backup-to': to, keep } = config;
  if (!everyMs || !to) return null;
  const plan: Plan = { data, to: s3Location(to) ? to : resolve(to), keep };
  const since = Date.now();
  const stored = lastBackup.read(data);
  let last = stored?.to === plan.to ? stored : null;
  let isStopped = false;
  let running: RunningProgram<{ made: Made } | { failed: string }> | null = null;
  let timer: NodeJS.Timeout;

  const attempt = async (): Promise<Made> => {
    running = startProgram(program, [JSON.stringify(plan)], { isLow: true, maxHeapMb: 256 });
    const result = await running.result;
    if ('failed' in result) throw new BackupError(result.failed);
    return result.made;
  };
  const persist = (outcome: Pick<LastBackup, 'madeAt' | 'failed'>): void => {
    last = { to: plan.to, ...outcome, endedAt: Date.now() };
    lastBackup.write(data, last);
  };
  const run = async (): Promise<void> => {
    try {
      const made = await attempt();
      persist({ madeAt: Date.now(), failed: null });
      console.log(summaryOf(made));
    } catch (error) {
      if (isStopped) return;
      const words = error instanceof Error ? error.message : String(error);
      logFailure('backup', words);
      persist({ madeAt: last?.madeAt ?? null, failed: words });
    }
  };
  const wait = (milliseconds: number): void => {
    timer = setTimeout(
      () => {
        run()
          .catch((error: unknown) => logFailure('backup', error))
          .finally(() => isStopped || wait(waitOf(last, { everyMs, now: Date.now() })));
      },
      Math.min(milliseconds, longestMs),
    );
    timer.unref();
  };
  reportBackup(() => ({
    state: stateOf(last, { everyMs, since, now: Date.now() }),
    madeAt: last?.madeAt ?? null,
  }));
  wait(Math.max(firstAfterMs, waitOf(last, { everyMs, now: Date.now() })));
  return {
    /** Ends a running backup, which leaves nothing that looks complete. */
    stop: (): void => {
      isStopped = true;
      clearTimeout(timer);
      running?.stop();
    },
  };
};
