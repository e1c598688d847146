import { useStore } from 'zustand';
import { strings } from '../lib/strings.ts';
import { useDebounced } from '../lib/use-debounced.ts';
import { useRealtime } from '../realtime/realtime-context.ts';

/** Says so when the connection is away for longer than a blink. */
export const ConnectionStatus = () => {
  const status = useStore(useRealtime().status, ({ socket }) => socket);
  const settled = useDebounced(status, 2_500);
  const isAway = status !== 'open' && settled !== 'open' && status !== 'asleep';
  return (
    <div role="status">
      {isAway && (
        <p className="appear mx-4 mb-2 rounded-full bg-selected px-4 py-1.5 text-center text-sm font-medium text-action-ink">
          {status === 'waiting' ? strings.connection.offline : strings.connection.connecting}
        </p>
      )}
    </div>
  );
};
