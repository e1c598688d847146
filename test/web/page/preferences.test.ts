import { describe, expect, it } from 'vitest';
import type { Preferences } from '#site/lib/preferences.ts';
import { parsePreferences } from '#site/lib/preferences.ts';

const defaults: Preferences = {
  language: null,
  theme: 'system',
  notifies: false,
  hidesText: false,
  sounds: false,
};

describe('parsePreferences', () => {
  it.each([
    null,
    '',
    '{',
    '7',
    'null',
    '[]',
    '{"language":7,"theme":"red","notifies":"yes","hidesText":1,"sounds":{}}',
    '{"language":"tlh","theme":"__proto__"}',
  ])('returns the defaults for %j', (stored) => {
    expect(parsePreferences(stored)).toEqual(defaults);
  });

  it('returns the stored choices', () => {
    const chosen: Preferences = {
      language: 'de',
      theme: 'dark',
      notifies: true,
      hidesText: true,
      sounds: true,
    };
    expect(parsePreferences(JSON.stringify(chosen))).toEqual(chosen);
  });
});
