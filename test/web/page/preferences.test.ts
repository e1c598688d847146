import { describe, expect, it } from 'vitest';
import type { Preferences } from '#site/lib/preferences.ts';
import { parsePreferences } from '#site/lib/preferences.ts';

const defaults: Preferences = {
  language: null,
  theme: 'system',
  notifies: false,
  preview: 'text',
  pushSounds: true,
  quietHours: null,
  sounds: false,
  showsReactions: true,
  offer: 'not-yet',
};

describe('parsePreferences', () => {
  it.each([
    null,
    '',
    '{',
    '7',
    'null',
    '[]',
    '{"language":7,"theme":"red","notifies":"yes","hidesText":1,"sounds":{},"preview":"all"}',
    '{"quietHours":{"from":"22:00","to":"22:00"},"offer":"maybe","pushSounds":1}',
    '{"quietHours":{"from":"24:00","to":"7"}}',
    '{"language":"tlh","theme":"__proto__"}',
  ])('returns the defaults for %j', (stored) => {
    expect(parsePreferences(stored)).toEqual(defaults);
  });

  it('returns the stored choices', () => {
    const chosen: Preferences = {
      language: 'de',
      theme: 'dark',
      notifies: true,
      preview: 'none',
      pushSounds: false,
      quietHours: { from: '22:00', to: '07:00' },
      sounds: true,
      showsReactions: false,
      offer: 'answered',
    };
    expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
  });

  it('shows the name only where an earlier version hid the text', () => {
    expect(parsePreferences('{"hidesText":true}').preview).toBe('name');
  });
});
