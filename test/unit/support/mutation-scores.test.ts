import { describe, expect, test } from 'vitest';
import { tableOf, totalOf } from '../../../scripts/mutate/scores.ts';
import {
  isAccepted,
  type MutantResult,
  outdated,
  survivorsOf,
} from '../../../scripts/mutate/survivors.ts';

const file = 'functions/core/result.ts';
const mutant = (status: MutantResult['status'], fileName = file): MutantResult => ({
  id: '1',
  mutatorName: 'ObjectLiteral',
  replacement: '{}',
  location: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } },
  fileName,
  status,
});

describe('scores', () => {
  test('count what was noticed, and leave out what was not tried', () => {
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

  test('are listed by file, the lowest first', () => {
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

  test('are known again by their text', () => {
    expect(survivor).toMatchObject({ file, mutator: 'ObjectLiteral', lineNumber: 1 });
    expect(isAccepted([accepted], survivor)).toBe(true);
    expect(isAccepted([{ ...accepted, replacement: '[]' }], survivor)).toBe(false);
    expect(isAccepted([{ ...accepted, reason: ' ' }], survivor)).toBe(false);
  });

  test('that survive no more are to be taken from the list', () => {
    expect(outdated([accepted], [survivor])).toEqual([]);
    expect(outdated([accepted], [])).toEqual([accepted]);
  });
});
