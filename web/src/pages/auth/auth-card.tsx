import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { usePageTitle } from '../../lib/page-title.ts';
import { strings } from '../../strings/strings.ts';
import { Link } from '../../ui/link.tsx';
import { Logo } from '../../ui/logo.tsx';
import { AuthArt } from './auth-art.tsx';

/** A form for a session, with a link to the other one, which keeps the query unless `search` replaces it. */
export const AuthCard = (props: {
  title: string;
  lead: string;
  children: ReactNode;
  question: string;
  answer: { to: string; label: string; search?: string };
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
              to={{ pathname: props.answer.to, search: props.answer.search ?? search.toString() }}
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
