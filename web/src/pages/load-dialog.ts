import type { QueryClient } from '@tanstack/react-query';
import type { Call } from '#client';
import { conversationIn } from '../boot/ask-first.ts';

/** The dialog is a chunk of its own; the list warms it up. */
export const loadDialog = () => import('./dialog-page.tsx');

/** Asks for what the dialog of an address shows, before it is there to do so itself. */
export const prefetchDialog = async (
  { client, call }: { client: QueryClient; call: Call },
  path: string,
): Promise<void> => {
  const id = conversationIn(path);
  if (id === undefined) return;
  const { messagesQuery, blocksQuery } = await loadDialog();
  await Promise.all([
    client.prefetchQuery(messagesQuery(call, id)),
    client.prefetchQuery(blocksQuery(call)),
  ]);
};
