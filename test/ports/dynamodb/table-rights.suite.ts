import { expect, it } from 'vitest';
import { type TableRight, tableRights } from '../../../lib/table-rights.ts';

const granted = new Set(
  Object.entries(tableRights).flatMap(([operation, right]: [string, TableRight]) =>
    Object.entries(right).flatMap(([action, prefixes]) =>
      prefixes.map((prefix) => `${operation} ${action} ${prefix}`),
    ),
  ),
);

/** Rights that other suites need. */
const neededElsewhere = new Set([
  // `signIn` removes an old hash by the same function, in this suite.
  'IdentityProvider.checkPassword DeleteItem USER#',
  // test/ports/aws-passkeys.test.ts: it needs a user pool with triggers.
  'IdentityProvider.acceptPasskey PutItem PROOF#',
]);

const operationOf = (use: string): string | undefined => use.split(' ')[0];

/** Last in its file: checks the calls of all tests before it. */
export const itStaysWithinItsRights = (used: () => ReadonlySet<string>): void => {
  it('the stores call nothing that the functions have no right to', () => {
    const withoutRight = [...used()].filter((use) => !granted.has(use));

    expect(used().size).toBeGreaterThan(0);
    expect(withoutRight).toEqual([]);
  });

  it('the functions have no right that the suites of their ports did not need', () => {
    const tested = new Set([...used()].map((use) => operationOf(use)?.split('.')[0]));
    const unused = [...granted].filter(
      (right) => !used().has(right) && !neededElsewhere.has(right),
    );

    const ofTested = unused.filter((right) => tested.has(operationOf(right)?.split('.')[0]));
    expect(ofTested).toEqual([]);
  });
};
