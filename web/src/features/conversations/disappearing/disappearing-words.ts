import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { strings } from '#site/strings/strings.ts';

const english = {
  title: 'Disappearing messages',
  lead: 'Messages that either of you sends from now on disappear for both of you after this time, with their files. Earlier messages stay.',
  copies: 'Anyone can still copy a message or photograph the screen before then.',
  label: 'Disappear after',
  never: 'Never',
  times: { 86400: '1 day', 604800: '7 days', 7776000: '90 days' },
  save: 'Save',
};

const german: typeof english = {
  title: 'Verschwindende Nachrichten',
  lead: 'Was ihr von jetzt an sendet, verschwindet nach dieser Zeit bei euch beiden, mit seinen Dateien. Frühere Nachrichten bleiben.',
  copies: 'Bis dahin kann jeder eine Nachricht kopieren oder den Bildschirm fotografieren.',
  label: 'Verschwinden nach',
  never: 'Nie',
  times: { 86400: '1 Tag', 604800: '7 Tage', 7776000: '90 Tage' },
  save: 'Speichern',
};

/** Both languages, since they are small and only lazy modules use them. */
export const words = strings.locale === 'de' ? german : english;

export const wordOf = (after: DisappearingSeconds | null): string =>
  after === null ? words.never : words.times[after];
