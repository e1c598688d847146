import { useEffect } from 'react';
import type { Outgoing, StoredFiles } from '#client';
import { newUuid } from '#client';
import { strings } from '#site/strings/strings.ts';
import { appendToDraft, useDraft, useDrafts } from '#site/sync/drafts.ts';
import { useChangeMessage } from '../api/use-change-message.ts';
import { useQuoted } from '../api/use-quoted.ts';
import { useDialog } from '../model/dialog-context.ts';
import type { Recorded } from '../voice/record.ts';
import { cleanText } from './clean-text.ts';

/** The composer's state: a new message, a reply, or an edit of an own message. */
export const useComposer = (
  conversationId: string,
  onSend: (outgoing: Outgoing, stored?: StoredFiles) => void,
) => {
  const draft = useDraft(conversationId);
  const change = useDrafts((store) => store.change);
  const changeMessage = useChangeMessage();
  const { editing, replyToId } = draft;
  const { message: about, isRemoved } = useQuoted(conversationId, editing?.id ?? replyToId);
  const text = editing?.text ?? draft.text;
  const content = cleanText(text);
  const { notify } = useDialog();
  const orphan = editing && about && about.deleted_at !== null ? editing.text : null;
  const isOver = isRemoved || (orphan !== null && about?.deleted_at === about?.expires_at);
  useEffect(() => {
    // Expired, cleared, or deleted for oneself: an edit has its text, a reply would show it to nobody.
    if (isOver) return change(conversationId, editing ? { editing: null } : { replyToId: null });
    // The edited message was deleted elsewhere: its text becomes a draft.
    if (orphan === null) return;
    appendToDraft(conversationId, orphan);
    notify(strings.actions.editGone);
  }, [orphan, isOver, editing, change, conversationId, notify]);

  const finishEdit = (): void => {
    if (!about) return;
    if (content !== about.content) changeMessage(about, { kind: 'edit', content });
    change(conversationId, { editing: null });
  };
  const send = (): void => {
    onSend({ content, ...(replyToId !== null && { replyToId }) });
    change(conversationId, { text: '', replyToId: null });
  };

  /** Leaves the text in the box. */
  const sendRecorded = ({ file, recording }: Recorded): void => {
    const fileId = newUuid();
    const about = { fileId, filename: file.name, mime: file.type, sizeBytes: file.size, recording };
    onSend(
      { content: '', files: [about], ...(replyToId !== null && { replyToId }) },
      new Map([[fileId, { blob: file, isOriginal: true }]]),
    );
    change(conversationId, { replyToId: null });
  };

  return {
    sendRecorded,
    text,
    content,
    mode: editing ? ('edit' as const) : replyToId !== null ? ('reply' as const) : null,
    /** The message that is edited or replied to, once it is loaded. */
    about,
    /** An edit needs the loaded message. */
    isReady: editing === null || about !== undefined,
    setText: (next: string): void =>
      change(conversationId, editing ? { editing: { ...editing, text: next } } : { text: next }),
    submit: editing ? finishEdit : send,
    /** Cancels the edit or the reply; the text of a new message stays. */
    leave: (): void => change(conversationId, editing ? { editing: null } : { replyToId: null }),
  };
};
