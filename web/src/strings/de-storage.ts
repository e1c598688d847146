import type { StorageWords } from './en-storage.ts';

export const storage: StorageWords = {
  title: 'Deine Dateien',
  lead: 'Was du gesendet hast, zählt, bis du die Nachricht löschst. Eine nie gesendete Datei zählt einen Tag lang.',
  used: (used, limit) => `${used} von ${limit}`,
};
