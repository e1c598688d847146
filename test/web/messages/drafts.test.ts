import { beforeEach, describe, expect, it } from 'vitest';
import { noDraft, useDrafts } from '#site/sync/drafts.ts';

const drafts = () => useDrafts.getState().drafts;
const { change, restore, clear } = useDrafts.getState();

describe('drafts', () => {
  beforeEach(clear);

  it('are kept apart, each with what was not changed', () => {
    change('one', { text: 'half a thought' });
    change('two', { text: 'another' });
    change('one', { replyToId: 'm1' });

    expect(drafts()).toEqual({
      one: { ...noDraft, text: 'half a thought', replyToId: 'm1' },
      two: { ...noDraft, text: 'another' },
    });
  });

  it('wait while an own message is being changed', () => {
    change('one', { text: 'half a thought' });
    change('one', { editing: { id: 'm1', text: 'better words' } });
    change('one', { editing: null });

    expect(drafts()['one']).toEqual({ ...noDraft, text: 'half a thought' });
  });

  it('are gone once there is nothing in them', () => {
    change('one', { text: 'half a thought' });
    change('one', { text: '' });

    expect(drafts()).toEqual({});
  });

  it('that were kept come back, unless something was written since', () => {
    change('one', { text: 'new' });

    restore({ one: { ...noDraft, text: 'old' }, two: { ...noDraft, text: 'kept' } });

    expect(drafts()['one']?.text).toBe('new');
    expect(drafts()['two']?.text).toBe('kept');
  });
});
