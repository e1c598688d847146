import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import { Blank } from '../../../components/blank.tsx';
import { Button } from '../../../components/button.tsx';
import { Spinner } from '../../../components/spinner.tsx';
import { strings } from '../../../lib/strings.ts';
import { useUserId } from '../../../lib/use-user-id.ts';
import { useRealtime } from '../../../realtime/realtime-context.ts';
import { useHistory, useMessages } from '../api/use-messages.ts';
import { useOutbox, usePending } from '../model/outbox-context.ts';
import type { Outgoing } from '../model/outbox-item.ts';
import { timelineOf } from '../model/timeline.ts';
import { Composer } from './composer.tsx';
import { MessageLog } from './message-log.tsx';

const words = strings.messages;

export interface DialogProps {
  readonly conversationId: string;
  readonly peer: { id: string; username: string; is_active: boolean };
  readonly peerReadSeq: number;
  readonly header: ReactNode;
  /** Stands in place of the message box. */
  readonly closed?: ReactNode;
}

const none: never[] = [];

const Log = ({ conversationId, peer, peerReadSeq, sends }: DialogProps & { sends: number }) => {
  const userId = useUserId();
  const { data: window, isPending, isError, refetch } = useMessages(conversationId);
  const { mutate, isPending: isLoading, isError: isFailed } = useHistory(conversationId).older;
  const load = useCallback(() => mutate(), [mutate]);
  const pending = usePending(conversationId);
  const messages = window?.messages ?? none;
  const hasOlder = window?.cursor !== null;
  const rows = useMemo(
    () => timelineOf({ messages, pending, userId, peerReadSeq, hasOlder }),
    [messages, pending, userId, peerReadSeq, hasOlder],
  );
  if (isPending) {
    return (
      <div className="flex flex-1 items-center justify-center text-ink-faint">
        <Spinner />
      </div>
    );
  }
  if (isError) {
    return (
      <div className="flex-1">
        <Blank title={words.loadFailed}>
          <Button look="outline" onClick={() => void refetch()}>
            {strings.app.retry}
          </Button>
        </Blank>
      </div>
    );
  }
  return (
    <MessageLog
      rows={rows}
      peerName={peer.username}
      isNotes={peer.id === userId}
      sends={sends}
      older={{ hasMore: hasOlder, isLoading, isFailed, load }}
    />
  );
};

/** A conversation: who it is with, what was said, and a box to say more. */
export const Dialog = (props: DialogProps) => {
  const { conversationId, peer, header, closed } = props;
  const outbox = useOutbox();
  const { typing } = useRealtime();
  const [sends, setSends] = useState(0);
  const send = (outgoing: Outgoing): void => {
    typing.stopped(conversationId);
    void outbox.enqueue(conversationId, outgoing);
    setSends((count) => count + 1);
  };
  return (
    <div className="grounded flex h-full flex-col bg-canvas">
      {header}
      <Log {...props} sends={sends} />
      {closed ??
        (peer.is_active ? (
          <Composer
            conversationId={conversationId}
            onSend={send}
            onTyped={(text) => typing.typed(conversationId, text)}
            onLeft={() => typing.stopped(conversationId)}
          />
        ) : (
          <p className="p-4 text-center text-sm text-ink-soft">{words.inactive}</p>
        ))}
    </div>
  );
};
