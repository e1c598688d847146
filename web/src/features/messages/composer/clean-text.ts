import { hasVisible } from '../../../../../functions/contracts/invisible.ts';
import { normalizeText } from '../../../../../functions/contracts/message-text.ts';

/** A text as it is stored, without blank ends; empty where nothing of it is to be seen. */
export const cleanText = (text: string): string => {
  const clean = normalizeText(text.toWellFormed()).trim();
  return hasVisible(clean) ? clean : '';
};
