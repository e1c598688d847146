import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Conversation } from '#contracts/http/conversations.ts';
import { DialogHeader } from '../../features/conversations/components/dialog-header.tsx';
import { useMessages } from '../../features/messages/api/use-messages.ts';
import { BlockPerson } from '../../features/people/components/block-person.tsx';
import { useAnswerRequest } from '../../features/requests/api/use-answer-request.ts';
import { RequestView } from '../../features/requests/components/request-view.tsx';

export { BlockedNote } from '../../features/people/components/blocked-note.tsx';
export { RequestNote } from '../../features/requests/components/request-note.tsx';

/** The conversation of somebody whom the user has not accepted. Blocking declines as well. */
export const RequestPage = ({ conversation }: { conversation: Conversation }) => {
  const { id, peer } = conversation;
  const navigate = useNavigate();
  const { state } = useLocation();
  const { data: window } = useMessages(id);
  const [isBlocking, setBlocking] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.focus({ preventScroll: true }), []);
  const toList = (): void => void navigate('/', { state });
  const answer = useAnswerRequest(id, toList);
  return (
    <div ref={here} tabIndex={-1} className="h-full outline-none">
      <RequestView
        conversation={conversation}
        messages={window?.messages}
        header={<DialogHeader conversation={conversation} />}
        onDeclined={toList}
        onBlock={() => setBlocking(true)}
      />
      <BlockPerson
        peer={peer}
        isOpen={isBlocking}
        onOpenChange={setBlocking}
        returnTo={here}
        onBlocked={() => answer.mutate('declined')}
      />
    </div>
  );
};
