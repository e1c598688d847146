import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '#scripts/verify/check.ts';
import { openRun, type Run } from '#scripts/verify/context.ts';
import { targetAt } from '#scripts/verify/open-target.ts';
import { type Result, runChecks } from '#scripts/verify/run.ts';
import { removeTraces } from '#scripts/verify/traces.ts';
import { newDataFolder, startParley } from '../parley-process.ts';
import { type Sabotage, startSaboteur } from './saboteur.ts';

/** A broken assumption, and the checks of its area that must fail. */
export type Break = readonly [fails: string | readonly string[], how: string, sabotage: Sabotage];

export interface Sabotaged {
  readonly people: Run['shared']['people'];
  /** The results of these checks under a sabotage. */
  under(sabotage: Sabotage, checks: readonly Check[]): Promise<Result[]>;
  /** Removes what the run has created. */
  removeTraces(): ReturnType<typeof removeTraces>;
  close(): Promise<void>;
}

/** Maximum wait for a frame: each dropped frame costs this time. */
const frameMs = 3_000;

/** A Parley behind a saboteur, with one run whose users all checks share. */
const openSabotaged = async (args: readonly string[] = []): Promise<Sabotaged> => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, ...args]);
  const saboteur = await startSaboteur(parley.url);
  const isApiOnly = args.includes('--api-only');
  const target = targetAt(saboteur.url, undefined, { isLong: false, isApiOnly, lacks: [] });
  const run: Run = openRun(target, { frameMs });
  const { call, people } = run.shared;
  await people.shared();
  return {
    people,
    under: async (sabotage, checks) => {
      saboteur.sabotage(sabotage);
      try {
        return await runChecks(checks, run);
      } finally {
        saboteur.sabotage({});
      }
    },
    removeTraces: () => removeTraces({ call, people, traces: run.traces }, null),
    close: async () => {
      await saboteur.close();
      await parley.stop();
      data.remove();
    },
  };
};

/** One for all tests of a file. Call it at the file's top level; by default without the site. */
export const sabotagedHere = (args: readonly string[] = ['--api-only']): (() => Sabotaged) => {
  let opened: Sabotaged | undefined;
  beforeAll(async () => {
    opened = await openSabotaged(args);
  });
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new Error('only within a test');
    return opened;
  };
};

/** Ids of the failed checks. */
const failed = (results: readonly Result[]): string[] =>
  results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id }) => id)
    .toSorted();

/**
 * Declares tests: at an unchanged Parley no check of an area fails; each break makes exactly its checks fail;
 * each check that can run here fails with some break.
 */
export const provesChecks = (
  area: string,
  checks: readonly Check[],
  breaks: readonly Break[],
  sabotaged: () => Sabotaged,
): void => {
  describe(`verify, ${area}`, () => {
    test('no check fails at a Parley as it is, and each that runs has a break', async () => {
      const results = await sabotaged().under({}, checks);

      const broken = new Set(breaks.flatMap(([ids]) => ids));
      const ran = results.filter(({ outcome }) => outcome !== 'skipped').map(({ id }) => id);
      expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(ran.filter((id) => !broken.has(id))).toEqual([]);
    });

    test.each(breaks)('%s fails alone where %s', async (ids, _how, sabotage) => {
      const results = await sabotaged().under(sabotage, checks);

      expect(failed(results)).toEqual([ids].flat().toSorted());
    });
  });
};
