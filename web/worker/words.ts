import type { NotificationLanguage } from '#contracts/closed-lists.ts';
import { notificationLanguages } from '#contracts/closed-lists.ts';

const words = {
  en: {
    newMessage: 'New message',
    reply: 'Reply',
    placeholder: 'Message',
    waits: 'Not sent yet. It will be sent when you open Parley.',
    refused: 'Not sent. Open Parley to see why.',
  },
  de: {
    newMessage: 'Neue Nachricht',
    reply: 'Antworten',
    placeholder: 'Nachricht',
    waits: 'Noch nicht gesendet. Wird gesendet, sobald du Parley öffnest.',
    refused: 'Nicht gesendet. Öffne Parley, um zu sehen, warum.',
  },
} as const satisfies Record<NotificationLanguage, Record<string, string>>;

/** The words of a language, such as `de` or `de-AT`; English if Parley does not have the language. */
export const wordsOf = (lang: string) => {
  const known = notificationLanguages.find((one) => lang.startsWith(one));
  return words[known ?? 'en'];
};
