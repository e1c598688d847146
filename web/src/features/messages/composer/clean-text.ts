import { hasVisible } from '#contracts/texts/invisible.ts';
import { normalizeText } from '#contracts/texts/message-text.ts';

/** A text as it is stored, without surrounding white space; empty if nothing of it is visible. */
export const cleanText = (text: string): string => {
  const clean = normalizeText(text.toWellFormed()).trim();
  return hasVisible(clean) ? clean : '';
};
