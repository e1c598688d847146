import { describe, expect, it, vi } from 'vitest';
import { type ErrorCode, errorCodes, errorStatus } from '#contracts/errors.ts';
import { type Language, languages, loadCatalogue } from '#site/strings/languages.ts';

/** Loads the module with the strings of this language. */
const speak = async (language: Language) => {
  vi.resetModules();
  const words = await loadCatalogue(language);
  const { setStrings } = await import('#site/strings/strings.ts');
  setStrings(words);
  const { ApiError } = await import('#client/http/api-error.ts');
  const { errorWords, ruleWords } = await import('#site/strings/error-words.ts');
  const refused = (code: ErrorCode, status = errorStatus[code]): string =>
    errorWords(new ApiError(status, code));
  return { words, refused, errorWords, ruleWords, ApiError };
};

/** Errors of Parley itself have no special text. */
const ours: readonly ErrorCode[] = ['internal_error'];

describe.each(Object.keys(languages) as Language[])('in %s', (language) => {
  it('every refusal of the contract has a text', async () => {
    const { words, refused } = await speak(language);

    for (const code of errorCodes) {
      const isOurs = ours.includes(code);
      expect(refused(code).length, code).toBeGreaterThan(10);
      expect(refused(code) === words.errors.unknown, code).toBe(isOurs);
    }
  });

  it('a gateway’s status without a code has a text, and so has a missing answer', async () => {
    const { words, errorWords, ApiError } = await speak(language);
    const said = (status: number): string => errorWords(new ApiError(status, 'gateway'));

    for (const status of [401, 404, 413, 429, 503]) {
      expect(said(status), String(status)).not.toBe(words.errors.unknown);
    }
    expect(errorWords(new ApiError(0, 'network'))).toBe(words.errors.network);
    expect(errorWords(new Error('a bug'))).toBe(words.errors.unknown);
  });
});

it('no text is the same in both languages', async () => {
  const english = await speak('en');
  const german = await speak('de');

  for (const code of errorCodes) expect(german.refused(code), code).not.toBe(english.refused(code));
  const rule = 'must have a visible character';
  expect(english.ruleWords(rule)).toBe('Must have a visible character.');
  expect(german.ruleWords(rule)).not.toBe(english.ruleWords(rule));
});

describe.each([
  ['en', '1 second ', '59 seconds ', '1 minute ', '2 minutes '],
  ['de', '1 Sekunde ', '59 Sekunden ', '1 Minute ', '2 Minuten '],
] as const)('in %s a wait is shown', (language, second, seconds, minute, minutes) => {
  it.each([
    [0, second],
    [1, second],
    [59, seconds],
    [60, minute],
    [61, minutes],
    [120, minutes],
    [null, minute],
  ])('for %s s', async (retryAfterSeconds, expected) => {
    const { errorWords, ApiError } = await speak(language);
    const error = new ApiError(429, 'too_many_attempts', { retryAfterSeconds });
    expect(errorWords(error)).toContain(expected);
  });
});
