import { Suspense } from 'react';
import { BrowserRouter, Route, Routes, useLocation } from 'react-router';
import type { Services } from '../boot/services.ts';
import { behindDialog } from '../lib/history/behind.ts';
import { Either, SignedInOnly, SignedOutOnly } from './guards.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import * as pages from './pages.ts';
import { Splash } from './splash.tsx';

/**
 * Maps paths to pages, and shows a dialog that has a path over the page behind it. The previous page stays until the
 * next one has loaded. Does not use React Router's data router, which would be a sixth of the first view's JavaScript.
 */
const Paths = ({ services }: { services: Services }) => {
  const location = useLocation();
  const shown = behindDialog(location);
  return (
    <Suspense fallback={<Splash />}>
      <Routes location={shown}>
        <Route element={<SignedOutOnly services={services} />}>
          <Route path="/sign-in" element={<pages.SignInPage />} />
          <Route path="/sign-up" element={<pages.SignUpPage />} />
        </Route>
        <Route element={<Either services={services} />}>
          <Route path="/join" element={<pages.JoinPage />} />
        </Route>
        <Route element={<SignedInOnly services={services} path={location.pathname} />}>
          <Route path="/u/:name" element={<pages.PersonPage />} />
          <Route path="/" element={<pages.ChatLayout />}>
            <Route index element={<pages.NothingPicked />} />
            <Route path="c/:conversationId" element={<pages.DialogPage />}>
              <Route path="about" element={<pages.AboutPage />} />
            </Route>
          </Route>
          <Route path="/admin/*" element={<pages.AdminPages />} />
          <Route path="/settings" element={<pages.SettingsLayout />}>
            <Route index element={<pages.ProfilePage />} />
            <Route path="profile" element={<pages.ProfilePage />} />
            <Route path="security" element={<pages.SecurityPage />} />
            <Route path="appearance" element={<pages.AppearancePage />} />
            <Route path="notifications" element={<pages.NotificationsPage />} />
            <Route path="privacy" element={<pages.PrivacyPage />} />
            <Route path="blocked" element={<pages.BlockedPage />} />
            <Route path="data" element={<pages.DataPage />} />
          </Route>
        </Route>
        <Route path="/docs" element={<pages.Reference />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
      {shown !== location && (
        <Suspense>
          <pages.Dialogs />
        </Suspense>
      )}
    </Suspense>
  );
};

export const Router = ({ services }: { services: Services }) => (
  <BrowserRouter>
    <Paths services={services} />
  </BrowserRouter>
);
