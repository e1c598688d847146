import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ApiError } from '#client';
import { SignUpForm } from '../../features/auth/components/sign-up-form.tsx';
import { useAccept } from '../../features/invitations/api/use-accept.ts';
import { forgetInvite, JOIN_PATH, keptInvite, takeInvite } from '../../lib/kept-invite.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { invitationErrorWords, invitationStrings } from '../../strings/invitation-strings.ts';
import { strings } from '../../strings/strings.ts';
import { useUserId } from '../../sync/use-user-id.ts';
import { Blank } from '../../ui/blank.tsx';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AuthCard } from './auth-card.tsx';

const words = invitationStrings;

const readCode = (): string | null => {
  takeInvite();
  return keptInvite();
};

const Refused = ({ lead, onRetry }: { lead: string; onRetry?: () => unknown }) => (
  <main className="h-full bg-paper">
    <Blank heading="h1" title={words.failedTitle} lead={lead}>
      {onRetry && <Button onClick={() => void onRetry()}>{strings.app.retry}</Button>}
      <Button look={onRetry ? 'outline' : 'primary'} className="h-11" asChild>
        <Link to="/" onClick={forgetInvite}>
          {words.toList}
        </Link>
      </Button>
    </Blank>
  </main>
);

const Done = ({ to }: { to: string }) => {
  useEffect(forgetInvite, []);
  return <Navigate to={to} replace />;
};

/** `isNew`: the account was created or signed in to on this page. */
const Accepting = ({ code, isNew }: { code: string; isNew: boolean }) => {
  const { data, isError, error, refetch } = useAccept(code);
  if (isError) {
    const isTransient = error instanceof ApiError && error.isTransient;
    return (
      <Refused lead={invitationErrorWords(error)} {...(isTransient && { onRetry: refetch })} />
    );
  }
  if (!data) {
    return (
      <main
        role="status"
        aria-label={words.joining}
        className="flex h-full items-center justify-center"
      >
        <Spinner />
      </main>
    );
  }
  if (data.conversationId !== null) return <Done to={`/c/${data.conversationId}`} />;
  return isNew ? <Done to="/" /> : <Refused lead={words.notNeeded} />;
};

/**
 * Where the link of an invitation leads: to the form of a new account, and with an account, to the conversation
 * with the inviter.
 */
export const JoinPage = () => {
  const { hash } = useLocation();
  const [code, setCode] = useState(readCode);
  const userId = useUserId();
  const [isNew, setNew] = useState(userId === '');
  if (userId === '' && !isNew) setNew(true);
  usePageTitle(strings.titles.page(words.joinTitle));
  // A link that is opened while this page is shown does not load it again.
  useEffect(() => {
    if (hash === '') return;
    setCode(readCode());
  }, [hash]);
  if (code === null) return <Refused lead={words.noCode} />;
  if (userId !== '') return <Accepting code={code} isNew={isNew} />;
  return (
    <AuthCard
      title={words.joinTitle}
      lead={words.joinLead}
      question={strings.auth.haveAccount}
      answer={{ to: '/sign-in', label: strings.auth.signIn, search: `next=${JOIN_PATH}` }}
    >
      <SignUpForm invite={code} />
    </AuthCard>
  );
};
