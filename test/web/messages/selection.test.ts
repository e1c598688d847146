import { beforeEach, describe, expect, test } from 'vitest';
import { currentMessages } from '#site/features/messages/selection/current-messages.ts';
import {
  MAX_SELECTED,
  retainSelected,
  selectUpTo,
  toggleSelected,
} from '#site/features/messages/selection/select-messages.ts';
import { endSelection, useSelection } from '#site/features/messages/selection/selection.ts';
import { textOfMessages } from '#site/features/messages/selection/text-of-messages.ts';
import { aMessage, ME, myMessage } from '#test/web/support/builders.ts';

const selected = (): string[] => [...(useSelection.getState().selection?.messages.keys() ?? [])];
const five = [1, 2, 3, 4, 5].map((seq) => aMessage(seq));
const [first, second, third, fourth] = five as [never, never, never, never];

beforeEach(endSelection);

describe('a selection', () => {
  test('has the messages that were chosen, and not those that were chosen again', () => {
    toggleSelected(first);
    toggleSelected(third);
    toggleSelected(first);
    expect(selected()).toEqual(['m3']);
  });

  test('is extended from the last message, in both directions, without deleted ones', () => {
    const loaded = five.map((one) =>
      one.seq === 3 ? { ...one, content: null, deleted_at: one.created_at } : one,
    );
    toggleSelected(fourth);
    selectUpTo(second, loaded);
    expect(selected()).toEqual(['m4', 'm2']);
    selectUpTo(aMessage(5), loaded);
    expect(selected()).toEqual(['m4', 'm2', 'm5']);
  });

  test('starts with a message that there is no way to extend from', () => {
    selectUpTo(second, five);
    expect(selected()).toEqual(['m2']);
  });

  test('begins again in another conversation', () => {
    toggleSelected(first);
    toggleSelected(aMessage(9, { conversation_id: 'another' }));
    expect(selected()).toEqual(['m9']);
  });

  test('has a maximum', () => {
    const many = Array.from({ length: MAX_SELECTED + 5 }, (_, n) => aMessage(n + 1));
    toggleSelected(first);
    selectUpTo(aMessage(MAX_SELECTED + 5), many);
    expect(selected()).toHaveLength(MAX_SELECTED);
  });

  test('is used in the order of the log, as the messages are now, without those deleted since', () => {
    for (const one of [third, first, second]) toggleSelected(one);
    const { selection } = useSelection.getState();
    const messages = [
      aMessage(1, { content: 'edited' }),
      aMessage(2, { content: null, deleted_at: '2026-01-02T00:00:00.000Z' }),
    ];
    const current = selection && currentMessages(selection, { messages }, 0);
    expect(current?.map(({ content }) => content)).toEqual(['edited', 'message 3']);
  });

  test('has none that have expired or that the user has removed, also if they are not loaded', () => {
    const expiring = aMessage(4, { expires_at: '2026-01-02T00:00:00.000Z' });
    for (const one of [first, second, third, expiring]) toggleSelected(one);
    const { selection } = useSelection.getState();
    const marks = { ver: 1, hidden: [3], starred: [], clearedSeq: 1 };
    const current = (now: string) =>
      selection &&
      currentMessages(selection, { messages: [second], marks }, Date.parse(now)).map(
        ({ seq }) => seq,
      );

    expect(current('2026-01-01T23:59:59Z')).toEqual([2, 4]);
    expect(current('2026-01-02T00:00:00Z')).toEqual([2]);
    retainSelected(new Set(['m2']));
    expect(selected()).toEqual(['m2']);
  });

  test('of too many has those next to where it began, in both directions', () => {
    const many = Array.from({ length: MAX_SELECTED + 5 }, (_, n) => aMessage(n + 1));
    toggleSelected(aMessage(MAX_SELECTED + 5));
    selectUpTo(first, many);
    expect(selected()).not.toContain('m5');
    expect(selected()).toContain('m6');
  });
});

describe('selected messages are copied', () => {
  const by = {
    nameOf: (id: string) => (id === ME ? 'You' : 'Grace'),
    timeOf: (iso: string) => iso.slice(11, 16),
  };
  test('with times and names', () => {
    const file = { id: 'a', filename: 'plan.pdf', mime: 'application/pdf', size_bytes: 15 };
    const messages = [first, myMessage(2, { content: null, attachments: [file] })];
    expect(textOfMessages(messages, by)).toBe('[10:00] Grace: message 1\n[10:00] You: plan.pdf');
  });
  test('as the text only if it is one', () => {
    expect(textOfMessages([first], by)).toBe('message 1');
  });
});
