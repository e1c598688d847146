import { describe, expect, it } from 'vitest';
import type { Directory } from '#core/ports/directory.ts';

export interface OpenedDirectory {
  readonly directory: Directory;
  /** Registers a user; returns the id. */
  readonly add: (username: string) => Promise<string>;
  readonly now: () => number;
}

/** The contract of every `Directory`. */
export const describeDirectory = (name: string, open: () => Promise<OpenedDirectory>): void => {
  describe(`Directory: ${name}`, () => {
    it('lists everybody once, in pages, and counts them', async () => {
      const { directory, add, now } = await open();
      const made: string[] = [];
      for (let n = 0; n < 61; n++) made.push(await add(`person-${n}`));

      const listed: string[] = [];
      let pages = 0;
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<Directory['page']>> = await directory.page(cursor);
        if (!page) throw new Error('the cursor was refused');
        listed.push(...page.ids);
        cursor = page.nextCursor;
        pages++;
      } while (cursor !== null);

      expect(listed.sort()).toEqual(made.sort());
      expect(pages).toBeGreaterThan(1);
      expect((await directory.figures(now())).people).toBe(61);
    });
  });
};
