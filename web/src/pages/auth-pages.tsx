import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EndedNotice } from '../features/auth/components/ended-notice.tsx';
import { SignInForm } from '../features/auth/components/sign-in-form.tsx';
import { SignUpForm } from '../features/auth/components/sign-up-form.tsx';
import { usePageTitle } from '../lib/page-title.ts';
import { strings } from '../strings/strings.ts';
import { useApi } from '../sync/api-context.ts';
import { Logo } from '../ui/logo.tsx';
import { AuthArt } from './auth-art.tsx';

const words = strings.auth;

const AuthCard = (props: {
  title: string;
  lead: string;
  children: ReactNode;
  question: string;
  answer: { to: string; label: string };
}) => {
  const [search] = useSearchParams();
  usePageTitle(strings.titles.page(props.title));
  return (
    <div className="grid min-h-full bg-surface lg:grid-cols-[1.05fr_1fr]">
      <AuthArt />
      <main className="flex flex-col items-center px-6 py-10 sm:justify-center">
        <div className="w-full max-w-sm">
          <div className="mb-10 flex items-center gap-2.5 lg:hidden">
            <Logo className="size-9" />
            <span className="text-2xl font-bold tracking-[-0.035em]">{strings.app.name}</span>
          </div>
          <h1 className="text-3xl font-bold tracking-[-0.03em] text-balance">{props.title}</h1>
          <p className="mt-2 mb-8 text-ink-soft">{props.lead}</p>
          {props.children}
          <p className="mt-8 text-center text-body text-ink-soft">
            {props.question}{' '}
            <Link
              to={{ pathname: props.answer.to, search: search.toString() }}
              className="inline-flex h-8 items-center rounded-md px-1 font-semibold text-action-ink underline-offset-4 hover:underline"
            >
              {props.answer.label}
            </Link>
          </p>
        </div>
      </main>
    </div>
  );
};

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
    <SignUpForm />
  </AuthCard>
);
