import { limits } from '../../../functions/contracts/limits.ts';

const { maxLength, maxBytes } = limits.preview;

const utf8Bytes = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
};

/** The start of a text in one line, exactly as the server's `last_message.preview` has it. */
export const previewOf = (content: string | null): string => {
  const characters = [...(content ?? '').replace(/\s+/g, ' ').trim()];
  const bytes = characters.reduce((sum, character) => sum + utf8Bytes(character), 0);
  if (characters.length <= maxLength && bytes <= maxBytes) return characters.join('');
  let preview = '';
  let used = 0;
  for (const character of characters.slice(0, maxLength - 1)) {
    used += utf8Bytes(character);
    if (used > maxBytes - 3) break;
    preview += character;
  }
  return `${preview}…`;
};
