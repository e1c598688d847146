import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { Blank } from '../components/blank.tsx';
import { Button } from '../components/button.tsx';
import { Spinner } from '../components/spinner.tsx';
import { useConversation } from '../features/conversations/api/use-conversations.ts';
import { useMarkRead } from '../features/conversations/api/use-mark-read.ts';
import { DialogHeader } from '../features/conversations/components/dialog-header.tsx';
import { useMessages } from '../features/messages/api/use-messages.ts';
import { Dialog } from '../features/messages/components/dialog.tsx';
import { strings } from '../lib/strings.ts';
import { useLooking } from '../lib/use-looking.ts';
import { useRealtime } from '../realtime/realtime-context.ts';

const words = strings.errors;

const NoConversation = () => (
  <div className="h-full bg-canvas">
    <Blank heading="h1" title={words.noConversationTitle} lead={words.noConversationLead}>
      <Button asChild look="outline">
        <Link to="/">{words.home}</Link>
      </Button>
    </Blank>
  </div>
);

const OpenDialog = ({ id }: { id: string }) => {
  const { catchUp } = useRealtime();
  const { data: conversation, isPending } = useConversation(id);
  const { data: window } = useMessages(id);
  const isLooking = useLooking();
  const logSeq = window?.logSeq ?? 0;
  const isBehind = window !== undefined && (conversation?.last_seq ?? 0) > logSeq;
  useEffect(() => {
    if (isBehind) void catchUp.conversation(id);
  }, [catchUp, id, isBehind]);
  useMarkRead(conversation, logSeq, isLooking);

  if (!conversation) {
    if (!isPending) return <NoConversation />;
    return (
      <div className="flex h-full items-center justify-center bg-canvas text-ink-faint">
        <Spinner />
      </div>
    );
  }
  const { peer, peer_read_seq } = conversation;
  return (
    <Dialog
      conversationId={id}
      peer={peer}
      peerReadSeq={peer_read_seq}
      header={<DialogHeader conversation={conversation} />}
    />
  );
};

/** One conversation, anew for each: nothing of the last one shows in the next. */
export const DialogPage = () => {
  const { conversationId = '' } = useParams();
  return <OpenDialog key={conversationId} id={conversationId} />;
};
