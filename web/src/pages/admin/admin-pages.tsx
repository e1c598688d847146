import { ArrowLeft } from 'lucide-react';
import { Navigate, Route, Routes, useLocation, useParams } from 'react-router';
import { SignedInProviders } from '../../boot/signed-in-providers.tsx';
import { Frame } from '../../features/admin/components/frame.tsx';
import { Health } from '../../features/admin/components/health.tsx';
import { Invitations } from '../../features/admin/components/invitations.tsx';
import { Loading } from '../../features/admin/components/loading.tsx';
import { People } from '../../features/admin/components/people.tsx';
import { Person } from '../../features/admin/components/person.tsx';
import { words } from '../../features/admin/words.ts';
import { NewLink } from '../../features/invitations/components/new-link.tsx';
import { strings } from '../../strings/strings.ts';
import { useMe } from '../../sync/use-me.ts';
import { Link } from '../../ui/link.tsx';
import { StepUpProvider } from '../../ui/step-up/step-up.tsx';
import { ConnectionStatus } from '../connection-status.tsx';
import { useUnreadTitle } from '../use-unread-title.ts';

const PersonPage = () => {
  const { id = '' } = useParams();
  const { state } = useLocation();
  return (
    <>
      <Link
        to="/admin/people"
        state={state}
        className="flex items-center gap-1.5 self-start rounded-full py-1 pr-3 text-body font-medium text-action-ink underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {words.person.back}
      </Link>
      <Person key={id} id={id} />
    </>
  );
};

const InvitationsPage = () => <Invitations linkOf={(code) => <NewLink key={code} code={code} />} />;

/** Waits for the profile; the server checks the flag with each call. */
const Content = () => {
  const { data: me, error, refetch } = useMe();
  if (!me) return <Loading error={error} onRetry={refetch} />;
  if (!me.operator) return <p className="text-body text-ink-soft">{words.notOperator}</p>;
  return (
    <Routes>
      <Route path="people" element={<People />} />
      <Route path="people/:id" element={<PersonPage />} />
      <Route path="invitations" element={<InvitationsPage />} />
      <Route path="health" element={<Health />} />
      <Route path="*" element={<Navigate to="/admin/people" replace />} />
    </Routes>
  );
};

/** The pages for operators. */
export const AdminPages = () => {
  useUnreadTitle(strings.titles.page(words.title));
  return (
    <SignedInProviders>
      <main className="flex h-dvh flex-col bg-surface">
        <div className="has-[p]:pt-2">
          <ConnectionStatus />
        </div>
        <div className="min-h-0 flex-1">
          <Frame>
            <StepUpProvider>
              <Content />
            </StepUpProvider>
          </Frame>
        </div>
      </main>
    </SignedInProviders>
  );
};
