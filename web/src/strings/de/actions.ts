import type { Strings } from '../en.ts';

export const actions: Strings['actions'] = {
  options: 'Mehr zu dieser Nachricht',
  reply: 'Antworten',
  copy: 'Kopieren',
  edit: 'Bearbeiten',
  remove: 'Löschen',
  copied: 'Kopiert',
  copyFailed: 'Dieser Browser lässt den Text nicht kopieren.',
  inReplyTo: 'Antwort auf',
  replyingTo: (name) => `Antwort an ${name}`,
  replyingToSelf: 'Antwort an dich selbst',
  cancelReply: 'Nicht darauf antworten',
  quoteMissing: 'Diese Nachricht konnte nicht geladen werden.',
  editing: 'Nachricht bearbeiten',
  cancelEdit: 'Nicht bearbeiten',
  save: 'Speichern',
  editGone: 'Die Nachricht wurde gelöscht. Dein Text steht im Feld.',
  editFailed: 'Nicht geändert.',
  deleteFailed: 'Nicht gelöscht.',
  deleteTitle: 'Diese Nachricht löschen?',
  deleteLead:
    'Sie verschwindet bei euch beiden, für immer. Ein Hinweis, dass sie gelöscht wurde, bleibt.',
  deleteLeadNotes: 'Sie verschwindet für immer. Ein Hinweis, dass sie gelöscht wurde, bleibt.',
  emoji: 'Emoji',
  searchEmoji: 'Emoji suchen',
  noEmoji: 'Kein Emoji mit diesem Namen.',
};
