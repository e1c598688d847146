import { useRef } from 'react';
import { Route, Routes, useLocation, useNavigate, useParams } from 'react-router';
import { SignedInProviders } from '../../boot/signed-in-providers.tsx';
import { useConversation } from '../../features/conversations/api/use-conversation.ts';
import { nameOf } from '../../features/conversations/model/conversation-words.ts';
import { InviteDialog } from '../../features/invitations/components/invite-dialog.tsx';
import { StarredDialog } from '../../features/starred/components/starred-dialog.tsx';
import { behindDialog, openedOver, opener } from '../../lib/history/behind.ts';
import { useUserId } from '../../sync/use-user-id.ts';

/** Returns to the place behind the dialog: a step back, unless the dialog was opened by its address. */
const useClose = (): (() => void) => {
  const navigate = useNavigate();
  const location = useLocation();
  const isClosing = useRef(false);
  return () => {
    // A second press of Escape before the step back is done would be a second step.
    if (isClosing.current) return;
    isClosing.current = true;
    if (openedOver(location.state)) void navigate(-1);
    else void navigate(behindDialog(location).pathname, { replace: true });
  };
};

const Invite = () => <InviteDialog returnTo={opener} onClose={useClose()} />;

const Starred = () => <StarredDialog returnTo={opener} onClose={useClose()} />;

const StarredOf = () => {
  const { conversationId: id = '' } = useParams();
  const userId = useUserId();
  const { conversation } = useConversation(id);
  const peerName = conversation && nameOf(conversation, userId);
  return (
    <StarredDialog conversationId={id} peerName={peerName} returnTo={opener} onClose={useClose()} />
  );
};

/** Dialogs with a path, so that the button "back" closes them. The router shows them over the page behind. */
export const Dialogs = () => (
  <SignedInProviders>
    <Routes>
      <Route path="/invite" element={<Invite />} />
      <Route path="/starred" element={<Starred />} />
      <Route path="/starred/:conversationId" element={<StarredOf />} />
    </Routes>
  </SignedInProviders>
);
