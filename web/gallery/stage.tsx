import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { createStore } from 'zustand/vanilla';
import type { Api, Outbox, Realtime, UploadState } from '#client';
import { MessageFiles } from '../src/features/attachments/components/message-files.tsx';
import type { AttachmentsHere } from '../src/features/attachments/model/attachments-context.ts';
import { AttachmentsContext } from '../src/features/attachments/model/attachments-context.ts';
import type { DialogActions } from '../src/features/messages/model/dialog-context.ts';
import { DialogContext } from '../src/features/messages/model/dialog-context.ts';
import { MessageFilesContext } from '../src/features/messages/model/dialog-files.ts';
import { OutboxContext } from '../src/features/messages/model/outbox-context.ts';
import { ApiContext } from '../src/sync/api-context.ts';
import { RealtimeContext } from '../src/sync/realtime-context.ts';
import { me, message, names, peerId, texts } from './samples.ts';

const nothing = (): void => undefined;
const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
client.setQueryData(['message', 'quoted'], message({ content: texts.long, sender_id: peerId }));

const session = { store: createStore(() => ({ status: 'signed-in', userId: me })) };
/** A server that never answers. */
const api = { call: () => new Promise(nothing), session } as unknown as Api;

const states: Record<string, UploadState> = {
  preparing: { kind: 'preparing' },
  uploading: { kind: 'uploading', share: 0.6 },
  waiting: { kind: 'waiting' },
  done: { kind: 'done' },
  refused: { kind: 'refused', refusal: 'unlike' },
};
const attachments = {
  uploads: {
    states: createStore(() => ({ states })),
    previews: createStore(() => ({ urls: { photo: '/icons/icon-192.png' } })),
  },
  conversationId: peerId,
  storedFile: async () => undefined,
} as unknown as AttachmentsHere;

const realtime = {
  status: createStore(() => ({ socket: 'open' })),
  typing: { store: createStore(() => ({ typing: { typing: true } })) },
  reactions: { store: createStore(() => ({ pending: {}, refused: null })), react: nothing },
} as unknown as Realtime;

const outbox = { retry: nothing, discard: nothing } as unknown as Outbox;
const dialog: DialogActions = {
  conversationId: peerId,
  peerName: names.short,
  openReactions: nothing,
  canReact: true,
  openMenu: nothing,
  reply: nothing,
  edit: nothing,
  forward: nothing,
  askToDelete: nothing,
  retryChange: nothing,
  dropChange: nothing,
  notify: nothing,
  jumpTo: nothing,
  focusComposer: nothing,
};

/** The contexts that components need, without a server. */
export const Stage = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>
    <ApiContext value={api}>
      <RealtimeContext value={realtime}>
        <OutboxContext value={outbox}>
          <AttachmentsContext value={attachments}>
            <MessageFilesContext value={MessageFiles}>
              <DialogContext value={dialog}>
                <MemoryRouter>{children}</MemoryRouter>
              </DialogContext>
            </MessageFilesContext>
          </AttachmentsContext>
        </OutboxContext>
      </RealtimeContext>
    </ApiContext>
  </QueryClientProvider>
);
