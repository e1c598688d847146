import type { LoaderFunctionArgs, RouteObject } from 'react-router';
import { createBrowserRouter, redirect } from 'react-router';
import { conversationsQuery } from '../features/conversations/api/use-conversations.ts';
import { loadDialog } from './load-dialog.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { RouteError } from './route-error.tsx';
import type { Services } from './services.ts';
import { Splash } from './splash.tsx';

const loadAuth = () => import('./auth-pages.tsx');
const loadChat = () => import('./chat-layout.tsx');

/** Only paths of this site: never an address that somebody put into a link. */
const safeNext = (next: string | null): string =>
  next?.startsWith('/') && !next.startsWith('//') ? next : '/';

const routesOf = ({ session, client, call, goLive }: Services): RouteObject[] => {
  const signedInOnly = async ({ request }: LoaderFunctionArgs) => {
    const { status } = await session.restore();
    const { pathname } = new URL(request.url);
    if (status !== 'signed-in') {
      throw redirect(
        pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname)}`,
      );
    }
    void client.prefetchQuery(conversationsQuery(call));
    await goLive();
    return null;
  };
  const signedOutOnly = async ({ request }: LoaderFunctionArgs) => {
    const { status } = await session.restore();
    const { searchParams } = new URL(request.url);
    if (status === 'signed-in') throw redirect(safeNext(searchParams.get('next')));
    return null;
  };
  const authPages: RouteObject[] = [
    { path: '/sign-in', lazy: { Component: async () => (await loadAuth()).SignInPage } },
    { path: '/sign-up', lazy: { Component: async () => (await loadAuth()).SignUpPage } },
  ];
  return [
    {
      ErrorBoundary: RouteError,
      HydrateFallback: Splash,
      children: [
        ...authPages.map((page) => ({ ...page, loader: signedOutOnly }) as RouteObject),
        {
          path: '/',
          loader: signedInOnly,
          shouldRevalidate: () => false,
          lazy: { Component: async () => (await loadChat()).ChatLayout },
          children: [
            { index: true, lazy: { Component: async () => (await loadChat()).NothingPicked } },
            {
              path: 'c/:conversationId',
              lazy: { Component: async () => (await loadDialog()).DialogPage },
            },
          ],
        },
        {
          path: '/docs',
          lazy: async () => (await import('../features/reference/route.ts')).referenceRoute,
        },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ];
};

export const createRouter = (services: Services) => {
  const router = createBrowserRouter(routesOf(services));
  services.session.store.subscribe((now, before) => {
    // A session that ends leads to sign-in; another user in the same browser starts at the list.
    if (before.userId === null || now.userId === before.userId) return;
    if (now.userId !== null) return void router.navigate('/', { replace: true });
    void router.navigate('/sign-in', { replace: true }).then(() => services.client.clear());
  });
  return router;
};
