import { expect, it } from 'vitest';
import { type TableRight, tableRights } from '../../lib/table-rights.ts';

const granted = new Set(
  Object.entries(tableRights).flatMap(([operation, right]: [string, TableRight]) =>
    Object.entries(right).flatMap(([action, prefixes]) =>
      prefixes.map((prefix) => `${operation} ${action} ${prefix}`),
    ),
  ),
);

/** Last in its file: looks at what all tests before it did to the table. */
export const itStaysWithinItsRights = (used: () => ReadonlySet<string>): void => {
  it('does nothing to the table that its functions have no right to', () => {
    const withoutRight = [...used()].filter((use) => !granted.has(use));

    expect(used().size).toBeGreaterThan(0);
    expect(withoutRight).toEqual([]);
  });
};
