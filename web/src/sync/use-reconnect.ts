import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useRealtime } from './realtime-context.ts';

/** Is the server within reach? Where it is not, the page says so once: what does not load is no error then. */
export const useIsConnected = (): boolean =>
  useStore(useRealtime().status, ({ socket }) => socket === 'open');

/** Forgets a failure once the connection is back, so that the load is tried again. */
export const useRetryOnReconnect = ({
  isError,
  reset,
}: {
  isError: boolean;
  reset: () => void;
}): void => {
  const { status } = useRealtime();
  useEffect(() => {
    if (!isError) return;
    return status.subscribe((now, before) => {
      if (now.socket === 'open' && before.socket !== 'open') reset();
    });
  }, [status, isError, reset]);
};
