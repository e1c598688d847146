import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldMessage, MAX_MESSAGES } from '#client/sync/message-window.ts';
import { withoutNewest, withoutOldest } from '#client/sync/window-pages.ts';
import { excess } from '#site/features/messages/log/log-paging.ts';
import { countReached } from '#test/support/bounds.ts';
import { aMessage } from '#test/web/support/builders.ts';

const windowOf = (count: number) => ({
  messages: Array.from({ length: count }, (_, index) => aMessage(index + 1)),
  cursor: null,
  upTo: null,
  logSeq: count,
});

describe('the cache of a long conversation', () => {
  it('is evicted at the far end only, and never near the view', () => {
    const views = fc
      .record({
        first: fc.nat(2_000),
        shown: fc.nat(60),
        below: fc.nat(2_000),
      })
      .map(({ first, shown, below }) => ({
        first,
        last: first + shown,
        count: first + shown + below + 1,
      }));
    fc.assert(
      fc.property(views, (view) => {
        const { oldest, newest } = excess(view);
        expect(Math.min(oldest, newest)).toBe(0);
        expect(view.first - oldest).toBeGreaterThanOrEqual(Math.min(view.first, 100));
        const below = view.count - 1 - view.last;
        expect(below - newest).toBeGreaterThanOrEqual(Math.min(below, 100));
      }),
    );
  });

  it('stays bounded when paging and eviction are repeated', () => {
    const walks = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200, size: 'max' });
    const reached = countReached('let go', 'nearly full');
    fc.assert(
      fc.property(walks, (pages) => {
        let count = 50;
        for (const page of pages) {
          count += page;
          const { oldest, newest } = excess({ first: 30, last: 60, count });
          count -= oldest + newest;
          reached.note('let go', oldest + newest > 0);
          reached.note('nearly full', count > 450);
          expect(count).toBeLessThanOrEqual(500);
        }
      }),
    );
    reached.expectAll();
  });

  it('can be loaded again from where it was evicted', () => {
    const window = withoutNewest(withoutOldest(windowOf(10), 3), 2);

    expect(window.messages.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8]);
    expect(window.cursor).toBe(window.messages[0]?.id);
    expect(window.upTo).toBe(8);
  });

  it('never contains the whole conversation', () => {
    const window = windowOf(3);

    expect(withoutOldest(window, 3)).toBe(window);
    expect(withoutNewest(window, 3)).toBe(window);
    expect(withoutNewest(window, 0)).toBe(window);
  });

  it('accepts no new messages at its end once it is full', () => {
    const full = windowOf(MAX_MESSAGES);

    const after = foldMessage(full, aMessage(MAX_MESSAGES + 1));

    expect(after.messages).toHaveLength(MAX_MESSAGES);
    expect(after.upTo).toBe(MAX_MESSAGES);
  });
});
