import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readConfusables } from './confusables.ts';

const packageName = '@unicode/unicode-18.0.0';
const header = (source: string): string =>
  `/** Made by \`npm run generate -- unicode\` from ${source}: do not edit. */\n`;
const base36 = (value: number): string => value.toString(36);
const points = (text: string): number[] => [...text].map((one) => one.codePointAt(0) ?? 0);

/** Simple (C) and full (F) case folding by character, and the names of all scripts. */
const readPackage = async () => {
  const folder = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
  const mapping = async (status: 'C' | 'F'): Promise<Map<number, number | number[]>> => {
    const file = join(folder, 'Case_Folding', status, 'code-points.mjs');
    return (await import(file)).default;
  };
  const scripts = readdirSync(join(folder, 'Script')).sort();
  return { simple: await mapping('C'), full: await mapping('F'), scripts };
};

/** Runs of characters with the same step and the same distance to their targets. */
const runsOf = (mapping: ReadonlyMap<number, number>): string[] => {
  const runs: { start: number; count: number; step: number; delta: number }[] = [];
  for (const [from, to] of [...mapping].sort(([one], [other]) => one - other)) {
    const run = runs.at(-1);
    const last = run ? run.start + (run.count - 1) * run.step : 0;
    const step = from - last;
    const goesOn = run?.delta === to - from && step <= 2 && (run.count === 1 || run.step === step);
    if (run && goesOn) Object.assign(run, { count: run.count + 1, step });
    else runs.push({ start: from, count: 1, step: 1, delta: to - from });
  }
  return runs.map(({ start, count, step, delta }) =>
    [start, count, step, delta].map(base36).join('.'),
  );
};

const chunks = (text: string): string => {
  const lines = text.match(/.{1,88}/g) ?? [];
  return `[\n${lines.map((line) => `  '${line}',`).join('\n')}\n].join('')`;
};

/** The characters allowed in a folded name, decomposed. */
const nameCharacter = /^(?!\p{DI})[\p{L}\p{Mn}\p{Mc}\p{Nd}_.!-]$/u;

/**
 * Folds and maps targets until nothing changes, so that a skeleton has one case: 0 is confusable
 * with O, and names are shown in lower case.
 */
const closedConfusables = (fold: (text: string) => string): Map<string, string> => {
  const { map } = readConfusables();
  const mapped = (text: string): string =>
    [...text.normalize('NFD')].map((one) => map.get(one) ?? one).join('');
  const closed = (text: string): string => {
    const next = mapped(fold(text)).normalize('NFD');
    return next === text ? text : closed(next);
  };
  const isFolded = (one: string): boolean => fold(one).normalize('NFD') === one;
  return new Map(
    [...map.keys()]
      .filter((one) => nameCharacter.test(one) && isFolded(one))
      .map((one): [string, string] => [one, closed(one)])
      .filter(([one, target]) => one !== target),
  );
};

const packedConfusables = (map: ReadonlyMap<string, string>): string => {
  const groups = new Map<string, number[]>();
  for (const [from, to] of map) groups.set(to, [...(groups.get(to) ?? []), ...points(from)]);
  return [...groups]
    .map(([to, from]) => {
      const sorted = from.sort((one, other) => one - other);
      const steps = sorted.map((point, index) => point - (sorted[index - 1] ?? 0));
      return `${points(to).map(base36).join('.')}:${steps.map(base36).join('.')}`;
    })
    .join(' ');
};

/** The files of tables, by path, before formatting. */
export const generatedFiles = async (): Promise<Map<string, string>> => {
  const { simple, full, scripts } = await readPackage();
  const simpleRuns = runsOf(
    new Map([...simple].map(([from, to]) => [from, [to].flat()[0] ?? from])),
  );
  const expansions = [...full].map(
    ([from, to]) => `${base36(from)}:${[to].flat().map(base36).join('.')}`,
  );
  const folding = `${simpleRuns.join(' ')} ${expansions.join(' ')}`;
  const { unpackFolding, foldWith } = await import('#contracts/names/fold.ts');
  const map = unpackFolding(folding);
  const confusables = packedConfusables(closedConfusables((text) => foldWith(map, text)));
  const folder = 'functions/contracts/names';
  return new Map([
    [
      `${folder}/case-folding.ts`,
      `${header(`${packageName}: CaseFolding, C and F`)}export const caseFolding = ${chunks(folding)};\n`,
    ],
    [
      `${folder}/confusables.ts`,
      `${header(readConfusables().title)}export const confusables = ${chunks(confusables)};\n`,
    ],
    [
      `${folder}/script-names.ts`,
      `${header(packageName)}export const scriptNames =\n  '${scripts.join(' ')}';\n`,
    ],
  ]);
};
