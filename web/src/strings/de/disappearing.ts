import type { Strings } from '../en.ts';

export const disappearing: Strings['disappearing'] = {
  times: { 86400: '1 Tag', 604800: '7 Tagen', 7776000: '90 Tagen' },
  gone: 'Nachricht verschwunden',
  at: (when) => `Verschwindet am ${when}`,
  after: (time) => `Nachrichten verschwinden nach ${time}`,
  on: (name, time) => `${name} hat eingestellt, dass Nachrichten nach ${time} verschwinden.`,
  off: (name) => `${name} hat verschwindende Nachrichten ausgeschaltet.`,
  onByYou: (time) => `Du hast eingestellt, dass Nachrichten nach ${time} verschwinden.`,
  offByYou: 'Du hast verschwindende Nachrichten ausgeschaltet.',
};
