import { useMemo } from 'react';
import { useDrafts } from '../../../sync/drafts.ts';
import { useChangeMessage } from '../api/use-change-message.ts';
import type { DialogActions } from '../model/dialog-context.ts';
import { useChanges } from '../model/message-change.ts';

/** What the dialog itself does. */
type Own = Pick<
  DialogActions,
  'conversationId' | 'peerName' | 'openMenu' | 'askToDelete' | 'jumpTo' | 'focusComposer' | 'tell'
>;

/** What can be done with a message, for everything in the dialog. All that is given must be stable. */
export const useDialogActions = ({ focusComposer, ...own }: Own): DialogActions => {
  const changeMessage = useChangeMessage();
  const changeDraft = useDrafts(({ change }) => change);
  const { conversationId, peerName, openMenu, askToDelete, jumpTo, tell } = own;
  return useMemo(
    () => ({
      conversationId,
      peerName,
      openMenu,
      askToDelete,
      jumpTo,
      focusComposer,
      tell,
      reply: ({ id }) => {
        changeDraft(conversationId, { replyToId: id, editing: null });
        focusComposer();
      },
      edit: ({ id }, content) => {
        changeDraft(conversationId, { editing: { id, text: content } });
        focusComposer();
      },
      retryChange: ({ message, change }) => {
        if (message && change) changeMessage(message, change);
      },
      dropChange: ({ message }) => {
        if (message) useChanges.getState().drop(message.id);
      },
    }),
    [
      changeMessage,
      changeDraft,
      focusComposer,
      tell,
      conversationId,
      peerName,
      openMenu,
      askToDelete,
      jumpTo,
    ],
  );
};
