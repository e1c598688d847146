import type { Invitation } from '#contracts/http/invitation-shapes.ts';
import { clockTime, longDate } from '#site/lib/time.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { invitationStrings } from '#site/strings/invitation-strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { useRevokeInvitation } from '../api/use-invitations.ts';

const words = invitationStrings;

/** The open invitations, each with a button that withdraws it. */
export const OpenList = ({
  items,
  onRevoked,
}: {
  items: readonly Invitation[];
  onRevoked: (id: string) => void;
}) => {
  const revoke = useRevokeInvitation();
  return (
    <section aria-labelledby="open-invitations" className="flex flex-col gap-2">
      <h3 id="open-invitations" className="text-sm font-semibold text-ink-soft">
        {words.open}
      </h3>
      <ul aria-labelledby="open-invitations" className="flex flex-col gap-1">
        {items.map(({ id, created_at, expires_at }) => {
          const made = words.madeAt(`${longDate(created_at)}, ${clockTime(created_at)}`);
          return (
            <li key={id} className="flex items-center gap-3">
              <span className="min-w-0 flex-1 text-sm">
                {made}
                <span className="block text-ink-faint">{words.until(longDate(expires_at))}</span>
              </span>
              <Button
                look="quiet"
                aria-label={words.withdrawOf(made)}
                disabled={revoke.isPending}
                onClick={() => revoke.mutate(id, { onSuccess: () => onRevoked(id) })}
              >
                {words.withdraw}
              </Button>
            </li>
          );
        })}
      </ul>
      {revoke.isError && <Alert>{errorWords(revoke.error)}</Alert>}
    </section>
  );
};
