/** Accents of Latin, Greek and Cyrillic letters; vowel signs of Hebrew and Arabic; the Arabic tatweel. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;
/** Letters that Unicode does not take apart, as people write them without a stroke or ligature. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ς: 'σ',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g');
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
const ascii = /^[\n -~]*$/;

/**
 * The form in which a text is searched: without case, accents, strokes, vowel signs and invisible characters, and
 * with the plain form of ligatures, full-width and circled characters. The same on both sides, so a
 * query with accents also finds the word without them.
 */
export const foldText = (text: string): string =>
  ascii.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(marks, '')
        .replace(ignorable, '')
        .toLowerCase()
        // `İ` and some others have a mark only in lower case.
        .replace(marks, '')
        .replace(special, (letter) => plainLetters[letter] ?? letter)
        .normalize('NFKC');
