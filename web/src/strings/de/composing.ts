import type { ComposingWords } from '../en/composing.ts';

export const composing: ComposingWords = {
  replyingTo: (name) => `Antwort an ${name}`,
  replyingToSelf: 'Antwort an dich selbst',
  cancelReply: 'Nicht darauf antworten',
  editing: 'Nachricht bearbeiten',
  cancelEdit: 'Nicht bearbeiten',
};
