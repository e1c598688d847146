import { useStore } from 'zustand';
import { useApi } from './api-context.ts';

/** Id of the signed-in user; empty while signing out. */
export const useUserId = (): string =>
  useStore(useApi().session.store, ({ userId }) => userId ?? '');
