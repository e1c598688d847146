import type { Strings } from '../en.ts';

export const people: Strings['people'] = {
  nobody: 'Du hast niemanden blockiert.',
  unblock: 'Freigeben',
  unblockName: (name) => `${name} freigeben`,
  block: 'Blockieren',
  blockName: (name) => `${name} blockieren`,
  blockQuestion: (name) => `${name} blockieren?`,
  blockAnswer:
    'Ihr könnt euch nicht mehr schreiben und nicht mehr sehen, wann der andere da ist. Die Person erfährt davon nichts. Du kannst sie jederzeit wieder freigeben.',
  isBlocked: (name) => `Du hast ${name} blockiert.`,
  more: 'Mehr',
};
