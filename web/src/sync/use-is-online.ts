import { useConnection } from './use-connection.ts';
import { useUserId } from './use-user-id.ts';

/** Whether somebody else is shown as online: without a connection, presence is unknown. */
export const useIsOnline = ({ id, online }: { id: string; online: boolean }): boolean => {
  const userId = useUserId();
  const away = useConnection();
  return online && id !== userId && !away;
};
