import lighthouse, { type Result } from 'lighthouse';
import Trace from 'lighthouse/core/gather/gatherers/trace.js';

// Chromium 147 aborts pages with a Referrer-Policy header while this category is traced (no score
// needs it).
const aborting = 'blink.webdx_feature_usage';
const traced = Trace.getDefaultTraceCategories().filter((category) => category !== aborting);
Trace.getDefaultTraceCategories = () => traced;

export const categories = ['performance', 'accessibility', 'best-practices'] as const;
export type Category = (typeof categories)[number];

/** The trace lacks its beginning: an error of the browser, not of the page. */
const isUnrecorded = ({ runtimeError }: Result): boolean => runtimeError?.code === 'NO_NAVSTART';
const MAX_ATTEMPTS = 3;

/**
 * One run on one page. Scores are 0 to 100; the page is loaded without a cache, with its cookies.
 */
export const runOnce = async (url: string, port: number, attempt = 1): Promise<Result> => {
  const outcome = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
  });
  if (!outcome) throw new Error('Lighthouse gave no result');
  const { lhr } = outcome;
  if (isUnrecorded(lhr) && attempt < MAX_ATTEMPTS) return runOnce(url, port, attempt + 1);
  if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
  return lhr;
};

export const scoreOf = ({ categories }: Result, category: Category): number =>
  Math.round((categories[category]?.score ?? 0) * 100);

/** The run with the median performance; an odd number of runs. */
export const medianRun = (runs: readonly Result[]): Result => {
  const sorted = [...runs].sort((one, other) => {
    const [first, second] = [one, other].map((run) => run.categories['performance']?.score ?? 0);
    return (first ?? 0) - (second ?? 0);
  });
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('no runs');
  return middle;
};

/** What lowers a run's scores, and its cost by Lighthouse. */
export const findings = ({ audits, categories }: Result): string[] => {
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs);
  return weighed
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => {
      const { title = id, displayValue = '', score = 0 } = audits[id] ?? {};
      return `${title} ${displayValue} (${Math.round((score ?? 0) * 100)})`.replace(/\s+/g, ' ');
    });
};
