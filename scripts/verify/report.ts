import manifest from '#package.json' with { type: 'json' };
import { findLeaks } from '../../test/logs/leaks.ts';
import type { Outcome } from './check.ts';
import { outcomes } from './check.ts';
import type { Context } from './context.ts';
import type { Result } from './run.ts';
import type { Removed } from './traces.ts';

const marks: Record<Outcome, string> = {
  passed: 'ok  ',
  failed: 'FAIL',
  warning: 'WARN',
  'not yet': 'wait',
  skipped: 'skip',
};

/** One line per check; a failed one is followed by its remedy. */
export const lineOf = ({ id, title, outcome, seen, assumes, remedy, ms }: Result): string => {
  const head = `${marks[outcome]} ${id.padEnd(26)} ${title}`;
  if (outcome === 'passed') return `${head}: ${seen} (${(ms / 1_000).toFixed(1)} s)`;
  if (outcome === 'skipped') return `${head}: ${seen}`;
  return [head, `seen:    ${seen}`, `assumed: ${assumes}`, `to do:   ${remedy}`].join('\n       ');
};

export const countsOf = (results: readonly Result[]): Record<Outcome, number> => {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
};

/** Counts of outcomes, then what was removed, and what could not be removed. */
export const summaryOf = (results: readonly Result[], removed: Removed): string => {
  const counts = countsOf(results);
  const words = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  const failed = results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  return [
    `${results.length} checks: ${words.join(', ')}`,
    ...(failed.length > 0 ? [`failed: ${failed.join(', ')}`] : []),
    `removed: ${removed.messages} messages deleted, ${removed.uploads} uploads discarded, ${removed.accounts} accounts deactivated${removed.items > 0 ? ` and deleted with ${removed.items} items` : ''}`,
    ...(removed.left.length > 0 ? [`left behind: ${removed.left.join(', ')}`] : []),
  ].join('\n');
};

/** Replaces secrets, because people attach reports to issues. */
const withoutSecrets = (text: string, secrets: Context['secrets']): string => {
  let cleaned = text;
  const kinds = ['password', 'token', 'refresh token', 'ticket', 'invitation', 'cookie'];
  for (const { kind, value } of secrets) {
    if (kinds.includes(kind) && value.length >= 8) cleaned = cleaned.replaceAll(value, '…');
  }
  return cleaned;
};

/** The report as JSON, without account number, tokens and passwords. */
export const reportOf = (
  results: readonly Result[],
  { target, secrets, startedAt }: Pick<Context, 'target' | 'secrets' | 'startedAt'>,
  removed: Removed,
): string => {
  const report = {
    parley: manifest.version,
    node: process.version,
    started_at: startedAt.toISOString(),
    seconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
    url: target.url,
    stage: target.stage?.name ?? null,
    region: target.stage?.region ?? null,
    counts: countsOf(results),
    checks: results,
    removed,
  };
  return `${withoutSecrets(JSON.stringify(report, null, 2), secrets)}\n`;
};

/** Finds secrets of the run in a text, in any encoding. */
export const leaksIn = (text: string, secrets: Context['secrets']): string[] =>
  findLeaks(
    text,
    secrets.filter(({ value }) => value.length >= 8),
  );
