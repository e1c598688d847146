import { hasVisible } from '#contracts/invisible.ts';
import { normalizeText } from '#contracts/message-text.ts';

/** A text as it is stored, without surrounding white space; empty if nothing of it is visible. */
export const cleanText = (text: string): string => {
  const clean = normalizeText(text.toWellFormed()).trim();
  return hasVisible(clean) ? clean : '';
};
