import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { partsOf } from '#scripts/mutate/parts.ts';
import { tableOf, totalOf } from '#scripts/mutate/scores.ts';
import {
  isAccepted,
  type MutantResult,
  outdated,
  survivorsOf,
  textOf,
} from '#scripts/mutate/survivors.ts';

const file = 'functions/core/result.ts';
const mutant = (status: MutantResult['status'], fileName = file): MutantResult => ({
  id: '1',
  mutatorName: 'ObjectLiteral',
  replacement: '{}',
  location: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } },
  fileName,
  status,
});

test('every file is in one part, in the order of their names', () => {
  const files = Array.from({ length: 30 }, (_, index) => `${index + 10}.ts`);
  const parts = partsOf([...files].reverse());

  expect(parts.flat()).toEqual(files);
  expect(parts.map((part) => part.length)).toEqual([14, 14, 2]);
  expect(partsOf([])).toEqual([]);
});

describe('scores', () => {
  test('count detected mutants, and leave out those that were not tried', () => {
    const results = (['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'] as const).map(
      (status) => mutant(status),
    );

    expect(totalOf(results)).toEqual({
      noticed: 2,
      timedOut: 1,
      survived: 2,
      leftOut: 1,
      score: 50,
    });
    expect(totalOf([])).toEqual({ noticed: 0, timedOut: 0, survived: 0, leftOut: 0, score: 100 });
  });

  test('are listed by file, lowest first', () => {
    const table = tableOf([mutant('Killed', 'b.ts'), mutant('Survived', 'a.ts')]).split('\n');

    expect(table.slice(1).map((row) => row.trim().split(/\s+/))).toEqual([
      ['0.0', '0', '1', '0', 'a.ts'],
      ['100.0', '1', '0', '0', 'b.ts'],
    ]);
  });
});

describe('survivors', () => {
  const [survivor] = survivorsOf([mutant('Killed'), mutant('Survived')]);
  if (!survivor) throw new Error('none');
  const { status: _, lineNumber: __, ...text } = survivor;
  const accepted = { ...text, reason: 'nobody can tell' };

  test('are recognised by their text', () => {
    expect(survivor).toMatchObject({ file, mutator: 'ObjectLiteral', lineNumber: 1 });
    expect(isAccepted([accepted], survivor)).toBe(true);
    expect(isAccepted([{ ...accepted, replacement: '[]' }], survivor)).toBe(false);
    expect(isAccepted([{ ...accepted, reason: ' ' }], survivor)).toBe(false);
  });

  test('show the replaced code, also over several lines', () => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const start = lines.findIndex((line) => line.startsWith('export interface Success'));
    const location = { start: { line: start + 1, column: 8 }, end: { line: start + 4, column: 2 } };
    const [several] = survivorsOf([{ ...mutant('NoCoverage'), location }]);
    if (!several) throw new Error('none');

    expect(several.line).toBe('export interface Success<T> {');
    expect(several.code).toBe('interface Success<T> { readonly ok: true; readonly value: T; }');
    expect(textOf(several)).toBe(
      [
        `NoCoverage: ${file}:${start + 1} (ObjectLiteral)`,
        '  export interface Success<T> {',
        '  interface Success<T> { readonly ok: true; readonly value: T; }',
        '  → {}',
      ].join('\n'),
    );
  });

  test('that tests now detect must be removed from the list', () => {
    expect(outdated([accepted], [survivor])).toEqual([]);
    expect(outdated([accepted], [])).toEqual([accepted]);
  });
});
