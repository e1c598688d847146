import { use, useEffect, useRef, useState } from 'react';
import { Navigate, Outlet, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useStore } from 'zustand';
import { warmUp } from './pages.ts';
import type { Services } from './services.ts';

/** Only paths of this site: never an address that somebody put into a link. */
const safeNext = (next: string | null): string =>
  next?.startsWith('/') && !next.startsWith('//') ? next : '/';

/** Waits until it is known who is signed in. @throws ApiError when the server cannot be reached */
const useSession = ({ session, restored }: Services) => {
  use(restored());
  return useStore(session.store);
};

/** Another user in the same browser starts at the list. */
const useListForAnother = (userId: string | undefined): void => {
  const navigate = useNavigate();
  const before = useRef(userId);
  useEffect(() => {
    if (before.current !== userId) void navigate('/', { replace: true });
    before.current = userId;
  }, [userId, navigate]);
};

/** Pages of the signed-in user. They stay until sign-in is there to take their place. */
export const SignedInOnly = ({ services }: { services: Services }) => {
  const { client, session, live, liveStore } = services;
  const { userId } = useSession(services);
  if (userId !== null) use(live());
  const whose = useStore(liveStore, ({ live }) => live?.userId);
  const { pathname } = useLocation();
  useListForAnother(whose);
  useEffect(() => {
    const forget = (): void => {
      if (session.store.getState().userId === null) client.clear();
    };
    return forget;
  }, [client, session]);
  const next =
    whose !== undefined || pathname === '/' ? '' : `?next=${encodeURIComponent(pathname)}`;
  return (
    <>
      {whose !== undefined && <Outlet />}
      {userId === null && <Navigate to={`/sign-in${next}`} replace />}
    </>
  );
};

/** Sign-in and sign-up: whoever is signed in goes on. The form stays until there is something to see. */
export const SignedOutOnly = ({ services }: { services: Services }) => {
  const { userId } = useSession(services);
  const [search] = useSearchParams();
  const [hasBeenOut] = useState(userId === null);
  const next = safeNext(search.get('next'));
  useEffect(() => warmUp(next), [next]);
  return (
    <>
      {hasBeenOut && <Outlet />}
      {userId !== null && <Navigate to={next} replace />}
    </>
  );
};
