import { type ReactNode, useRef, useState } from 'react';
import type { Invitation } from '#contracts/http/invitation-shapes.ts';
import { clockTime, longDate } from '#site/lib/time.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { Section } from '#site/ui/section.tsx';
import { useInvite, useOverview, useWithdraw } from '../api/use-admin.ts';
import { adminErrorWords, words } from '../words.ts';
import { Loading } from './loading.tsx';

const texts = words.invitations;

const Open = ({
  items,
  onWithdrawn,
}: {
  items: readonly Invitation[];
  onWithdrawn: (id: string) => void;
}) => {
  const withdraw = useWithdraw();
  const list = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  const end = async (id: string): Promise<void> => {
    setSaid('');
    await withdraw.mutateAsync(id);
    onWithdrawn(id);
    setSaid(texts.withdrawn);
    // The focused button is removed: keeps the keyboard focus in the list.
    list.current?.focus();
  };
  return (
    <Section title={texts.openTitle}>
      {items.length === 0 && <p className="text-body text-ink-soft">{texts.none}</p>}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={texts.openTitle}
        className="-my-3 flex flex-col divide-y divide-line outline-none"
      >
        {items.map(({ id, created_at, expires_at }) => {
          const made = texts.madeAt(`${longDate(created_at)}, ${clockTime(created_at)}`);
          return (
            <li key={id} className="flex items-center gap-3 py-3">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{made}</p>
                <p className="text-sm text-ink-soft">{texts.until(longDate(expires_at))}</p>
              </div>
              <Button
                look="outline"
                aria-label={texts.withdrawOf(made)}
                disabled={withdraw.isPending}
                onClick={() => void end(id).catch(() => undefined)}
              >
                {texts.withdraw}
              </Button>
            </li>
          );
        })}
      </ul>
      {withdraw.isError && <Alert>{adminErrorWords(withdraw.error)}</Alert>}
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {said}
      </p>
    </Section>
  );
};

/** Invitations for an account each. `linkOf` shows the link of a new one. */
export const Invitations = ({ linkOf }: { linkOf: (code: string) => ReactNode }) => {
  const { data, error, refetch } = useOverview();
  const invite = useInvite();
  const made = invite.data;
  if (!data) return <Loading error={error} onRetry={refetch} />;
  const forget = (id: string): void => {
    if (made?.id === id) invite.reset();
  };
  return (
    <>
      <Section title={texts.newTitle} lead={texts.lead}>
        {data.invitations === 'nobody' ? (
          <p className="text-body text-ink-soft">{texts.closed}</p>
        ) : (
          <>
            {made && linkOf(made.code)}
            {invite.isError && <Alert>{adminErrorWords(invite.error)}</Alert>}
            <Button
              look={made ? 'outline' : 'primary'}
              className="h-11 self-start"
              disabled={invite.isPending}
              onClick={() => invite.mutate()}
            >
              {made ? texts.another : texts.make}
            </Button>
          </>
        )}
      </Section>
      <Open items={data.open_invitations} onWithdrawn={forget} />
    </>
  );
};
