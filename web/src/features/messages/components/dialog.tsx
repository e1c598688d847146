import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useRef, useState } from 'react';
import type { Outgoing, StoredFiles } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { lazy } from '#site/lib/parts/lazy.ts';
import { strings } from '#site/strings/strings.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { shownName } from '#site/ui/person.ts';
import { useHistory } from '../api/use-messages.ts';
import { Composer } from '../composer/composer.tsx';
import { lastEditable } from '../composer/last-editable.ts';
import { Log } from '../log/log.tsx';
import type { MessageRow } from '../log/timeline-row.ts';
import { mayChange } from '../log/timeline-row.ts';
import { useTarget } from '../log/use-target.ts';
import type { OpenMenu } from '../menu/message-menu.tsx';
import { DialogContext } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';
import type { OpenReactions } from '../reactions/reaction-bar.tsx';
import { useSelection } from '../selection/selection.ts';
import type { DialogProps } from './dialog-props.ts';
import { useDialogActions } from './use-dialog-actions.ts';
import { useNotice } from './use-notice.ts';
import { useRefusedChanges } from './use-refused-changes.ts';

const words = strings.messages;

const loadMenu = () => import('../menu/message-menu.tsx');
const MessageMenu = lazy(async () => ({ default: (await loadMenu()).MessageMenu }));
const ReactionBar = lazy(async () => {
  const { ReactionBar } = await import('../reactions/reaction-bar.tsx');
  return { default: ReactionBar };
});
const DeleteQuestion = lazy(async () => {
  const { DeleteQuestion } = await import('../menu/delete-question.tsx');
  return { default: DeleteQuestion };
});

const SelectionBar = lazy(async () => ({
  default: (await import('../selection/selection-bar.tsx')).SelectionBar,
}));

/** A conversation: header, log and composer. */
export const Dialog = (props: DialogProps) => {
  const { conversationId, peer, header, files, closed, textOnly, Forward } = props;
  const userId = useUserId();
  const outbox = useOutbox();
  const client = useQueryClient();
  const { typing } = useRealtime();
  const history = useHistory(conversationId);
  const box = useRef<HTMLTextAreaElement>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [reacting, setReacting] = useState<OpenReactions | null>(null);
  const [doomed, setDoomed] = useState<MessageRow | null>(null);
  const [forwarding, setForwarding] = useState<readonly Message[] | null>(null);
  const selection = useSelection((store) => store.selection);
  const selected = selection?.conversationId === conversationId ? selection : null;
  const { notice, notify } = useNotice();
  useRefusedChanges(notify);
  const canWrite = peer.is_active && !closed;
  const onFailed = useCallback(() => notify(words.loadFailed), [notify]);
  const { target, jumpTo, toEnd } = useTarget(conversationId, history.move, onFailed);
  const actions = useDialogActions({
    conversationId,
    peerName: shownName(peer),
    openMenu: useCallback((row, place) => setMenu({ row, place }), []),
    openReactions: useCallback(
      (row, place, isWhole = false) => setReacting({ row, place, isWhole }),
      [],
    ),
    canReact: canWrite && !textOnly,
    forward: setForwarding,
    askToDelete: setDoomed,
    jumpTo,
    focusComposer: useCallback(() => box.current?.focus(), []),
    notify,
  });

  /** `given`: the files of `outgoing`; without them, the pending attachments are sent. */
  const send = (outgoing: Outgoing, given?: StoredFiles): void => {
    typing.sent(conversationId);
    toEnd();
    if (given) return void outbox.enqueue(conversationId, outgoing, given);
    const { files: taken, stored } = files.take(outbox.isLeading());
    const whole = taken.length > 0 ? { ...outgoing, files: taken } : outgoing;
    void outbox.enqueue(conversationId, whole, stored);
  };
  const editLast = (): void => {
    const window = createQueryCache(client).window(conversationId);
    const last = window && lastEditable(window, userId);
    if (last) actions.edit(last, last.content);
  };

  return (
    <DialogContext value={actions}>
      <div className="grounded flex h-full flex-col bg-canvas">
        {header}
        <Log {...props} history={history} target={target} onJump={toEnd} />
        <div role="status" className="relative">
          {notice !== null && (
            <p className="appear absolute bottom-2 left-1/2 w-max max-w-[80vw] -translate-x-1/2 rounded-full bg-ink px-4 py-2 text-sm text-paper shadow-raised">
              {notice}
            </p>
          )}
        </div>
        {selected && (
          <Suspense>
            <SelectionBar selection={selected} isNotes={peer.id === userId} />
          </Suspense>
        )}
        <div hidden={selected !== null}>
          {closed ??
            (peer.is_active ? (
              <Composer
                conversationId={conversationId}
                box={box}
                files={files}
                textOnly={textOnly}
                onSend={send}
                onTyped={(text) => typing.typed(conversationId, text)}
                onLeft={() => typing.stopped(conversationId)}
                onEditLast={editLast}
              />
            ) : (
              <p className="p-4 text-center text-sm text-ink-soft">{words.inactive}</p>
            ))}
        </div>
      </div>
      <Suspense>
        {menu && <MessageMenu menu={menu} canWrite={canWrite} onClose={() => setMenu(null)} />}
        {reacting && <ReactionBar {...reacting} onClose={() => setReacting(null)} />}
        {forwarding && (
          <Forward
            messages={forwarding}
            returnTo={box}
            notify={notify}
            onClose={() => setForwarding(null)}
          />
        )}
        {doomed?.message && (
          <DeleteQuestion
            messages={[doomed.message]}
            mayDelete={mayChange(doomed)}
            isNotes={peer.id === userId}
            returnTo={box}
            onClose={() => setDoomed(null)}
          />
        )}
      </Suspense>
    </DialogContext>
  );
};
