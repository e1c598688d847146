import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './query-cache.ts';
import { useRealtime } from './realtime-context.ts';

/** While mounted, reloads what is shown of the account after an event of its log, and on reconnect. */
export const useAccountEvents = (): void => {
  const { onEvent, status } = useRealtime();
  const client = useQueryClient();
  useEffect(() => {
    const reload = (): void => void client.invalidateQueries({ queryKey: keys.account });
    const stopEvents = onEvent(({ type }) => {
      if (type === 'account:event') reload();
    });
    // Events that were sent meanwhile are lost.
    const stopStatus = status.subscribe((now, before) => {
      if (now.socket === 'open' && before.socket !== 'open') reload();
    });
    return () => {
      stopEvents();
      stopStatus();
    };
  }, [onEvent, status, client]);
};
