import { useRouteError } from 'react-router';
import { ApiError } from '../lib/api-error.ts';
import { strings } from '../lib/strings.ts';
import { Crash } from './crash.tsx';

const words = strings.errors;

/** A loader or a page failed. */
export const RouteError = () => {
  const error = useRouteError();
  const isUnreachable = error instanceof ApiError && error.isTransient;
  return isUnreachable ? (
    <Crash title={words.unreachableTitle} lead={words.network} />
  ) : (
    <Crash title={words.crashTitle} lead={words.crashLead} />
  );
};
