import { strings } from '../strings/strings.ts';
import { useConnection } from '../sync/use-connection.ts';

/** Shows a lost connection after a short delay. */
export const ConnectionStatus = () => {
  const away = useConnection();
  return (
    <div role="status">
      {away && (
        <p className="appear mx-4 mb-2 rounded-full bg-selected px-4 py-1.5 text-center text-sm font-medium text-action-ink">
          {strings.connection[away]}
        </p>
      )}
    </div>
  );
};
