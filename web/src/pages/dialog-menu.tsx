import { useNavigate } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { ArrangeItems } from '../features/conversations/components/arrange-items.tsx';
import { PeerMenu } from '../features/people/components/peer-menu.tsx';
import { useUserId } from '../sync/use-user-id.ts';

/** What the user may do with the open conversation and its peer. */
export const DialogMenu = ({ conversation }: { conversation: Conversation }) => {
  const navigate = useNavigate();
  const { peer } = conversation;
  const isOther = peer.id !== useUserId();
  return (
    <PeerMenu
      peer={peer}
      isOther={isOther}
      items={<ArrangeItems conversation={conversation} onLeave={() => void navigate('/')} />}
    />
  );
};
