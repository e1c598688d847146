import { useLocation, useNavigate, useParams } from 'react-router';
import { useConversation } from '../../features/conversations/api/use-conversation.ts';
import { nameOf } from '../../features/conversations/model/conversation-words.ts';
import { StarredDialog } from '../../features/starred/components/starred-dialog.tsx';
import { useUserId } from '../../sync/use-user-id.ts';
import { NothingPicked } from '../nothing-picked.tsx';

const Starred = ({ id, peerName }: { id?: string; peerName?: string }) => {
  const navigate = useNavigate();
  const isFirst = useLocation().key === 'default';
  const close = (): void =>
    void (isFirst ? navigate(id ? `/c/${id}` : '/', { replace: true }) : navigate(-1));
  return (
    <>
      <NothingPicked />
      <StarredDialog conversationId={id} peerName={peerName} onClose={close} />
    </>
  );
};

const StarredOf = ({ id }: { id: string }) => {
  const userId = useUserId();
  const { conversation } = useConversation(id);
  return <Starred id={id} {...(conversation && { peerName: nameOf(conversation, userId) })} />;
};

/** Starred messages of one conversation or of all. Has a path, so that the button "back" closes it. */
export const StarredPage = () => {
  const { conversationId: id } = useParams();
  return id === undefined ? <Starred /> : <StarredOf id={id} />;
};
