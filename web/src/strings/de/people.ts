import type { Strings } from '../en.ts';

export const people: Strings['people'] = {
  nobody: 'Du hast niemanden blockiert.',
  unblock: 'Freigeben',
  unblockName: (name) => `${name} freigeben`,
  block: 'Blockieren',
  blockName: (name) => `${name} blockieren`,
  blockQuestion: (name) => `${name} blockieren?`,
  blockAnswer:
    'Ihr könnt euch nicht mehr schreiben und nicht mehr sehen, wann die andere Person online ist. Sie wird nicht benachrichtigt. Du kannst sie jederzeit wieder freigeben.',
  isBlocked: (name) => `Du hast ${name} blockiert.`,
  more: 'Mehr',
};
