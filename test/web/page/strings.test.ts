import { describe, expect, it } from 'vitest';
import { changePassword, Registration } from '#contracts/http/auth.ts';
import { updateMe } from '#contracts/http/users.ts';
import { weaknessOf } from '#core/domain/password-choice.ts';
import { arranging as arrangingInGerman } from '#site/strings/de-arranging.ts';
import { notifications as german } from '#site/strings/de-notifications.ts';
import { arranging as arrangingInEnglish } from '#site/strings/en-arranging.ts';
import { notifications as english } from '#site/strings/en-notifications.ts';
import type { Language } from '#site/strings/languages.ts';
import {
  languages,
  loadCatalogue,
  loadSettingsCatalogue,
  pickLanguage,
} from '#site/strings/languages.ts';
import type { Plural, PluralForms } from '#site/strings/plural.ts';
import { pluralIn } from '#site/strings/plural.ts';

const all = Object.keys(languages) as Language[];

/** All strings of a language, including the lazy ones. */
const loadAll = async (language: Language) => ({
  ...(await loadCatalogue(language)),
  settings: await loadSettingsCatalogue(language),
  notifications: language === 'de' ? german : english,
  arranging: language === 'de' ? arrangingInGerman : arrangingInEnglish,
});

/** Every text of a catalogue by its path; functions are called with sample arguments. */
const textsOf = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String(value(3, 'x', 'y'))]];
    return here === 'errors.rules' ? [] : textsOf(value, here);
  });

describe.each(all)('the catalogue "%s"', (language) => {
  it('is in that language, with no empty or unfinished text', async () => {
    const words = await loadAll(language);
    const texts = textsOf(words);

    expect(words.locale).toBe(language);
    expect(texts.length).toBeGreaterThan(80);
    for (const [path, text] of texts) {
      expect(text.trim(), path).toBe(text);
      expect(text, path).toMatch(/\S/);
      expect(text, path).not.toMatch(/undefined|\[object|#/);
    }
  });

  it('shows the unread count in the title, and whether there may be more', async () => {
    const { titles } = await loadCatalogue(language);

    expect(titles.withUnread(0, 'Parley', true)).toBe('Parley');
    expect(titles.withUnread(3, 'Parley', false)).toBe('(3) Parley');
    expect(titles.withUnread(3, 'Parley', true)).toBe('(3+) Parley');
  });

  it('has every plural form of its language, and the number in the last', async () => {
    const seen: PluralForms[] = [];
    const plural: Plural = (count, forms) => {
      seen.push(forms);
      return pluralIn(language)(count, forms);
    };
    const { load, loadSettings } = languages[language];
    textsOf((await load())(plural));
    textsOf((await loadSettings())(plural));

    expect(seen.length).toBeGreaterThan(0);
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const forms of seen) {
      expect(Object.keys(forms).sort()).toEqual(categories.toSorted());
      expect(forms.other).toContain('#');
    }
  });
});

it('German texts differ from the English ones', async () => {
  const [english, german] = await Promise.all([loadAll('en'), loadAll('de')]);
  const inEnglish = new Map(textsOf(english));
  const texts = textsOf(german);
  const same = texts.filter(([path, text]) => inEnglish.get(path) === text);

  // Names, and words such as "Online".
  expect(same.length / texts.length).toBeLessThan(0.1);
});

it('every form rule has a German text', async () => {
  const { errors } = await loadCatalogue('de');
  const texts = [
    '',
    'x',
    '\0',
    ' Aa345678 ',
    'aaaaaaaaaa',
    'no@sign',
    'x'.repeat(2_000),
    'A1\u200bxxxxxx',
  ];
  const inputs = [
    ...texts.map((text) => [
      Registration,
      { username: text, password: text, email: text, invite: text },
    ]),
    ...texts.map((text) => [updateMe.body.schema, { username: text, email: text }]),
    ...texts.map((text) => [
      changePassword.body.schema,
      { current_password: text, new_password: text },
    ]),
  ] as [typeof Registration, unknown][];
  const broken = inputs.flatMap(([schema, input]) =>
    (schema.safeParse(input).error?.issues ?? []).map(({ message }) => message),
  );
  const weak = [weaknessOf('Ada-1843', 'ada'), weaknessOf('Password1', 'ada')];
  const messages = [...broken, ...weak.map(String)];

  expect(new Set(messages).size).toBeGreaterThan(8);
  for (const message of messages) expect(Object.keys(errors.rules)).toContain(message);
});

describe('pickLanguage', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr', 'DE', 'en'], 'de'],
    [['en-US@posix'], 'en'],
    [['de_DE.UTF-8'], 'de'],
    [['', '@', 'constructor', 'toString'], 'en'],
    [[], 'en'],
    [undefined, 'en'],
  ])('returns, for %j, %s', (preferred, expected) => {
    expect(pickLanguage(null, preferred)).toBe(expected);
  });

  it('prefers the chosen language over the browser’s', () => {
    expect(pickLanguage('de', ['en'])).toBe('de');
  });
});
