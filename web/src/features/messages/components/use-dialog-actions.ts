import { useMemo } from 'react';
import { useDrafts } from '#site/sync/drafts.ts';
import { useChangeMessage } from '../api/use-change-message.ts';
import type { DialogActions } from '../model/dialog-context.ts';
import { useChanges } from '../model/message-change.ts';

/** Actions that the dialog itself implements. */
type Own = Pick<
  DialogActions,
  | 'conversationId'
  | 'peerName'
  | 'openMenu'
  | 'openReactions'
  | 'canReact'
  | 'forward'
  | 'askToDelete'
  | 'jumpTo'
  | 'focusComposer'
  | 'notify'
>;

/** The actions on messages, for the dialog's context. All arguments must be stable. */
export const useDialogActions = ({ focusComposer, ...own }: Own): DialogActions => {
  const changeMessage = useChangeMessage();
  const changeDraft = useDrafts(({ change }) => change);
  const { conversationId, peerName, openMenu, openReactions, canReact } = own;
  const { forward, askToDelete, jumpTo, notify } = own;
  return useMemo(
    () => ({
      conversationId,
      peerName,
      openMenu,
      openReactions,
      canReact,
      forward,
      askToDelete,
      jumpTo,
      focusComposer,
      notify,
      reply: ({ id }) => {
        changeDraft(conversationId, { replyToId: id, editing: null });
        focusComposer();
      },
      edit: ({ id, expires_at: expiresAt }, content) => {
        changeDraft(conversationId, { editing: { id, text: content, expiresAt } });
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
      notify,
      conversationId,
      peerName,
      openMenu,
      openReactions,
      canReact,
      forward,
      askToDelete,
      jumpTo,
    ],
  );
};
