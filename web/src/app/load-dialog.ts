import type { QueryClient } from '@tanstack/react-query';
import type { Call } from '../lib/api-client.ts';

/** The dialog is a chunk of its own; the list warms it up. */
export const loadDialog = () => import('./dialog-page.tsx');

/** Asks for the messages that an address shows, before the dialog is there to do so. */
export const prefetchDialog = async (
  { client, call }: { client: QueryClient; call: Call },
  path: string,
): Promise<void> => {
  const [, id] = /^\/c\/([^/]+)\/?$/.exec(path) ?? [];
  if (id === undefined) return;
  const { messagesQuery } = await loadDialog();
  await client.prefetchQuery(messagesQuery(call, id));
};
