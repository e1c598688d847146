import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useRealtime } from './realtime-context.ts';

/**
 * Whether the server can be reached. If not, the page says so once, and failed loads are no errors.
 */
export const useIsConnected = (): boolean =>
  useStore(useRealtime().status, ({ socket }) => socket === 'open');

/** Resets a failure when the connection is back, so that the load is repeated. */
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
