import type { BlockingWords } from '../en/blocking.ts';

export const blocking: BlockingWords = {
  nobody: 'Du hast niemanden blockiert.',
  isBlocked: (name) => `Du hast ${name} blockiert.`,
  unblock: 'Freigeben',
  unblockName: (name) => `${name} freigeben`,
  block: 'Blockieren',
  blockName: (name) => `${name} blockieren`,
  question: (name) => `${name} blockieren?`,
  lead: 'Ihr könnt euch nicht mehr schreiben und nicht mehr sehen, wann die andere Person online ist. Sie wird nicht benachrichtigt. Du kannst sie jederzeit wieder freigeben.',
};
