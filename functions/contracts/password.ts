/**
 * Prepares a password by RFC 8265 (OpaqueString): every space becomes U+0020, letters are composed. So
 * keyboards that type a no-break space or decomposed letters produce the same password.
 */
export const preparePassword = (password: string): string =>
  password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** Invisible characters that emoji need: joiners, variation selectors, tags. */
const emojiPart = String.raw`\u200C\u200D\uFE00-\uFE0F\u{E0020}-\u{E007F}`;
const unseen = new RegExp(String.raw`[\p{Cc}\p{Zl}\p{Zp}]|(?![${emojiPart}])\p{DI}`, 'u');

/** Are there characters that are invisible when the password is typed: controls, line ends, zero widths? */
export const hasUnseen = (password: string): boolean => unseen.test(password);
