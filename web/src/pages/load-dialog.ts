import type { QueryClient } from '@tanstack/react-query';
import type { Call } from '#client';
import { conversationIn } from '../boot/prefetch-first.ts';

/** Loads the dialog, a separate chunk that the list prefetches. */
export const loadDialog = () => import('./dialog-page.tsx');

/** Prefetches the data of a path's dialog before its component has loaded. */
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
