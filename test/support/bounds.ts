import { expect } from 'vitest';

/**
 * Counts the cases that a property reaches. fast-check makes short strings and arrays unless it
 * gets a `size`, so a property about a limit may never come near it: `expectAll` fails then.
 */
export const countReached = <Name extends string>(...names: readonly Name[]) => {
  const reached = new Map<Name, number>(names.map((name) => [name, 0]));
  return {
    note: (name: Name, isReached: boolean): void => {
      if (isReached) reached.set(name, (reached.get(name) ?? 0) + 1);
    },
    expectAll: (): void => {
      const never = [...reached].filter(([, times]) => times === 0).map(([name]) => name);
      expect(never, 'never reached by any run').toEqual([]);
    },
  };
};
