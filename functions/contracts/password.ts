/**
 * A password as RFC 8265 prepares it (OpaqueString): every space is U+0020, and composed letters are one
 * character. A keyboard that types a no-break space or decomposed letters gives the same password.
 */
export const preparePassword = (password: string): string =>
  password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** What parts of an emoji need: joiners, variation selectors, tags. */
const emojiPart = String.raw`\u200C\u200D\uFE00-\uFE0F\u{E0020}-\u{E007F}`;
const unseen = new RegExp(String.raw`[\p{Cc}\p{Zl}\p{Zp}]|(?![${emojiPart}])\p{DI}`, 'u');

/** Characters that nobody sees when the password is typed again: controls, line ends, zero widths. */
export const hasUnseen = (password: string): boolean => unseen.test(password);
