import { createContext, useContext } from 'react';
import type { Api } from '#client';

export const ApiContext = createContext<Api | null>(null);

/** Calls to the server as the signed-in user. */
export const useApi = (): Api => {
  const api = useContext(ApiContext);
  if (!api) throw new Error('ApiContext is missing');
  return api;
};
