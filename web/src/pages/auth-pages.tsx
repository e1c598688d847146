import { EndedNotice } from '../features/auth/components/ended-notice.tsx';
import { PasskeySignIn } from '../features/auth/components/passkey-sign-in.tsx';
import { SignInForm } from '../features/auth/components/sign-in-form.tsx';
import { SignUpForm } from '../features/auth/components/sign-up-form.tsx';
import { keptInvite } from '../lib/kept-invite.ts';
import { strings } from '../strings/strings.ts';
import { useApi } from '../sync/api-context.ts';
import { AuthCard } from './auth/auth-card.tsx';

export { JoinPage } from './auth/join-page.tsx';

const words = strings.auth;

export const SignInPage = () => {
  const ending = useApi().session.ending();
  return (
    <AuthCard
      title={words.signInTitle}
      lead={words.signInLead}
      question={words.noAccount}
      answer={{ to: '/sign-up', label: words.signUp }}
    >
      {ending && <EndedNotice reason={ending.reason} />}
      <SignInForm />
      <PasskeySignIn />
    </AuthCard>
  );
};

export const SignUpPage = () => (
  <AuthCard
    title={words.signUpTitle}
    lead={words.signUpLead}
    question={words.haveAccount}
    answer={{ to: '/sign-in', label: words.signIn }}
  >
    <SignUpForm invite={keptInvite()} />
  </AuthCard>
);
