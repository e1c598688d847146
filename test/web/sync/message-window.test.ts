import { describe, expect, it } from 'vitest';
import { foldEntry, foldMessage, windowOf } from '#client/sync/message-window.ts';
import { withOlder } from '#client/sync/window-pages.ts';
import { aMessage } from '#test/web/support/builders.ts';

const page = (seqs: number[], next: string | null = null) => ({
  items: seqs.toSorted((a, b) => b - a).map((seq) => aMessage(seq)),
  next_cursor: next,
});
const seqsOf = (window: { messages: readonly { seq: number }[] }) =>
  window.messages.map(({ seq }) => seq);

describe('a window of messages', () => {
  it('is sorted oldest first', () => {
    expect(seqsOf(windowOf(page([3, 4, 6]), 6))).toEqual([3, 4, 6]);
  });

  it('ignores a message from before it, unless it starts with the first one', () => {
    const window = windowOf(page([5, 6], 'm5'), 6);

    expect(foldMessage(window, aMessage(2))).toBe(window);
  });

  it('accepts an older message if it starts with the first one', () => {
    const window = windowOf(page([5, 6]), 6);

    expect(seqsOf(foldMessage(window, aMessage(2)))).toEqual([2, 5, 6]);
  });

  it('is complete only up to the first missing entry', () => {
    const window = foldEntry(windowOf(page([1]), 1), 3, aMessage(3));

    expect(window.logSeq).toBe(1);
    expect(foldEntry(window, 2, aMessage(2)).logSeq).toBe(2);
  });

  it('keeps the newer revision', () => {
    const window = foldMessage(windowOf(page([1]), 1), aMessage(1, { rev: 4, content: 'edited' }));

    expect(foldMessage(window, aMessage(1)).messages[0]?.content).toBe('edited');
  });

  it('prepends an older page without duplicates', () => {
    const window = withOlder(windowOf(page([5, 6], 'm5'), 6), page([3, 4, 5], 'm3'), 6);

    expect(seqsOf(window)).toEqual([3, 4, 5, 6]);
    expect(window.cursor).toBe('m3');
  });

  it('resets its log position to that of the request for the older page', () => {
    const asked = windowOf(page([5, 6], 'm5'), 6);
    const meanwhile = foldEntry(asked, 7, aMessage(3, { rev: 7, content: 'edited' }));

    const window = withOlder(meanwhile, page([3, 4]), asked.logSeq);

    expect(meanwhile.logSeq).toBe(7);
    expect(window.logSeq).toBe(6);
  });
});
