import type { requests as english } from '../en/requests.ts';

export const requests: typeof english = {
  lead: (name) =>
    `${name} hat dir noch nie geschrieben und sieht weder, dass du online bist, noch, dass du gelesen hast, bis du annimmst und antwortest.`,
  texts: (name) => `Nachrichten von ${name}`,
  none: 'Noch ist nichts geschrieben.',
  accept: 'Annehmen',
  remove: 'Löschen',
  block: 'Blockieren',
  removeQuestion: 'Diese Anfrage löschen?',
  removeAnswer: (name) =>
    `Sie verschwindet aus deiner Liste, und ${name} erfährt nichts davon. Sie ist wieder da, wenn du das Gespräch mit ${name} öffnest.`,
  waits: (name, left) =>
    `${name} hat deine Anfrage noch nicht angenommen. Bis dahin: nur Text, ${left}.`,
  used: (name) =>
    `${name} hat deine Anfrage noch nicht angenommen. Danach kannst du weiterschreiben.`,
  left: (count) => (count === 1 ? 'noch 1 Nachricht' : `noch ${count} Nachrichten`),
};
