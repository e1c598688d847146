import { use, useEffect, useRef, useState } from 'react';
import { Navigate, Outlet, useNavigate, useSearchParams } from 'react-router';
import { useStore } from 'zustand';
import type { Services } from '../boot/services.ts';
import { ownPath } from '../lib/own-path.ts';
import { warmUp } from './pages.ts';
import { Splash } from './splash.tsx';

/**
 * `signedIn`: the user of the session. `served`: the user whose services run.
 * @throws if those could not be loaded
 */
const usePeople = ({ session, signedInStore, restore }: Services) => {
  const { status, userId: signedIn } = useStore(session.store);
  if (status === 'unknown') use(restore());
  const { services, failure } = useStore(signedInStore);
  if (signedIn !== null && failure !== null) throw failure;
  return { signedIn, served: services?.userId ?? null };
};

/** When the user changes, goes to the list. */
const useListForAnother = (userId: string | null): void => {
  const navigate = useNavigate();
  const before = useRef(userId);
  useEffect(() => {
    if (before.current !== null && before.current !== userId) void navigate('/', { replace: true });
    before.current = userId;
  }, [userId, navigate]);
};

/** Pages of the signed-in user, at `path`. They stay visible until the sign-in page has loaded. */
export const SignedInOnly = ({ services, path }: { services: Services; path: string }) => {
  const { client, session } = services;
  const { signedIn, served } = usePeople(services);
  useListForAnother(served);
  useEffect(() => {
    const forget = (): void => {
      if (session.store.getState().userId === null) client.clear();
    };
    return forget;
  }, [client, session]);
  // After a sign-out by the user, sign-in leads to the list; after an ended session, back to this
  // page.
  const hasSignedOut = served !== null && session.ending() === null;
  const next = hasSignedOut || path === '/' ? '' : `?next=${encodeURIComponent(path)}`;
  return (
    <>
      {served === null ? <Splash /> : <Outlet />}
      {signedIn === null && <Navigate to={`/sign-in${next}`} replace />}
    </>
  );
};

/**
 * Sign-in and sign-up. A signed-in user is sent on; the form stays visible until the next page has
 * loaded.
 */
export const SignedOutOnly = ({ services }: { services: Services }) => {
  const { signedIn, served } = usePeople(services);
  const [search] = useSearchParams();
  const [hasBeenOut] = useState(signedIn === null);
  // Does not lead to a page of another user.
  const owner = services.session.ending()?.userId ?? signedIn;
  const next = signedIn === null || owner === signedIn ? ownPath(search.get('next')) : '/';
  useEffect(() => void warmUp(next), [next]);
  return (
    <>
      {hasBeenOut ? <Outlet /> : <Splash />}
      {signedIn !== null && served === signedIn && <Navigate to={next} replace />}
    </>
  );
};

/** Pages for users and for guests; they need to know which. */
export const Either = ({ services }: { services: Services }) => {
  usePeople(services);
  return <Outlet />;
};
