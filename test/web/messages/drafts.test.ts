import { beforeEach, describe, expect, it } from 'vitest';
import { endExpiredEdits } from '#site/boot/background/end-expired-edits.ts';
import { noDraft, useDrafts } from '#site/sync/drafts.ts';

const drafts = () => useDrafts.getState().drafts;
const { change, restore, clear } = useDrafts.getState();

describe('drafts', () => {
  beforeEach(clear);

  it('are separate, and a change affects one field only', () => {
    change('one', { text: 'half a thought' });
    change('two', { text: 'another' });
    change('one', { replyToId: 'm1' });

    expect(drafts()).toEqual({
      one: { ...noDraft, text: 'half a thought', replyToId: 'm1' },
      two: { ...noDraft, text: 'another' },
    });
  });

  it('are kept while an own message is being edited', () => {
    change('one', { text: 'half a thought' });
    change('one', { editing: { id: 'm1', text: 'better words' } });
    change('one', { editing: null });

    expect(drafts()['one']).toEqual({ ...noDraft, text: 'half a thought' });
  });

  it('are removed once they are empty', () => {
    change('one', { text: 'half a thought' });
    change('one', { text: '' });

    expect(drafts()).toEqual({});
  });

  it('are restored, unless they were changed since', () => {
    change('one', { text: 'new' });

    restore({ one: { ...noDraft, text: 'old' }, two: { ...noDraft, text: 'kept' } });

    expect(drafts()['one']?.text).toBe('new');
    expect(drafts()['two']?.text).toBe('kept');
  });
});

it('an edit ends when its message expires, also if its conversation is not open; the draft stays', () => {
  const at = Date.UTC(2026, 0, 2);
  const expiresAt = new Date(at).toISOString();
  clear();
  change('one', { text: 'a thought', editing: { id: 'm1', text: 'secret', expiresAt } });
  change('two', { editing: { id: 'm2', text: 'for good' } });

  endExpiredEdits(at - 1);
  const before = drafts()['one']?.editing?.text;
  endExpiredEdits(at);

  expect(before).toBe('secret');
  expect(drafts()['one']).toEqual({ ...noDraft, text: 'a thought' });
  expect(drafts()['two']?.editing?.text).toBe('for good');
});
