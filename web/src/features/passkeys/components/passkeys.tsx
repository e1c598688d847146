import { Suspense, useRef, useState } from 'react';
import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import type { Passkey } from '#contracts/http/passkeys/passkeys.ts';
import { lazy } from '#site/lib/parts/lazy.ts';
import { canUsePasskeys } from '#site/lib/passkeys/web-authn.ts';
import { longDate, sinceTime } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Section } from '#site/ui/section.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { usePasskeys } from '../api/use-passkeys.ts';
import { words } from '../words.ts';

const loadDialogs = () => import('./dialogs.tsx');
const AddPasskey = lazy(async () => ({ default: (await loadDialogs()).AddPasskey }));
const RenamePasskey = lazy(async () => ({ default: (await loadDialogs()).RenamePasskey }));
const RemovePasskey = lazy(async () => ({ default: (await loadDialogs()).RemovePasskey }));

const Row = (props: { passkey: Passkey; onRename: () => void; onRemove: () => void }) => {
  const { passkey, onRename, onRemove } = props;
  const { name, host, synced, created_at, last_used_at } = passkey;
  const now = useNow(60_000);
  const used = last_used_at === null ? words.unused : words.used(sinceTime(last_used_at, now));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <div className="min-w-48 flex-1">
        <p className="font-medium break-words">{name}</p>
        <p className="text-sm break-words text-ink-soft">
          {words.added(longDate(created_at))} · {used}
        </p>
        {synced && <p className="text-sm text-ink-soft">{words.synced}</p>}
        {host !== location.hostname && (
          <p className="text-sm break-words text-ink-soft">{words.elsewhere(host)}</p>
        )}
      </div>
      <div className="flex gap-2">
        <Button look="outline" aria-label={words.renameOf(name)} onClick={onRename}>
          {words.rename}
        </Button>
        <Button look="outline" aria-label={words.removeOf(name)} onClick={onRemove}>
          {words.remove}
        </Button>
      </div>
    </li>
  );
};

const AddButton = ({ count, onAdd }: { count: number; onAdd: () => void }) => {
  if (!canUsePasskeys()) return <p className="text-sm text-ink-soft">{words.unavailable}</p>;
  if (count >= passkeyLimits.perUser) {
    return <p className="text-sm text-ink-soft">{strings.errors.tooManyPasskeys}</p>;
  }
  return (
    <Button className="self-start" onClick={onAdd}>
      {words.add}
    </Button>
  );
};

type Opened = { kind: 'add' } | { kind: 'rename' | 'remove'; passkey: Passkey } | null;

const Content = () => {
  const { data: passkeys, isError, error, refetch } = usePasskeys();
  const [opened, setOpened] = useState<Opened>(null);
  const [said, setSaid] = useState('');
  const state = useRef<HTMLDivElement>(null);
  /** The button that opened a dialog may be gone when it closes. */
  const returnTo = useRef<HTMLElement>(null);
  const open = (next: Opened): void => {
    returnTo.current = null;
    setSaid('');
    setOpened(next);
  };
  const onClose = (): void => setOpened(null);
  const onDone = (result: string): void => {
    returnTo.current = state.current;
    setSaid(result);
    onClose();
  };
  if (isError && !passkeys) return <LoadFailure error={error} onRetry={refetch} />;
  if (!passkeys) return <Spinner className="self-center p-4 text-ink-faint" />;
  const dialog = { onDone, onClose, returnTo };
  return (
    <>
      <div ref={state} tabIndex={-1} className="outline-none">
        {passkeys.length === 0 ? (
          <p className="font-medium">{words.none}</p>
        ) : (
          <ul aria-label={words.list} className="flex flex-col divide-y divide-line">
            {passkeys.map((passkey) => (
              <Row
                key={passkey.id}
                passkey={passkey}
                onRename={() => open({ kind: 'rename', passkey })}
                onRemove={() => open({ kind: 'remove', passkey })}
              />
            ))}
          </ul>
        )}
      </div>
      <AddButton count={passkeys.length} onAdd={() => open({ kind: 'add' })} />
      <p role="status" className="text-sm font-medium text-action-ink empty:hidden">
        {said}
      </p>
      <Suspense>
        {opened?.kind === 'add' && <AddPasskey {...dialog} />}
        {opened?.kind === 'rename' && <RenamePasskey {...dialog} passkey={opened.passkey} />}
        {opened?.kind === 'remove' && <RemovePasskey {...dialog} passkey={opened.passkey} />}
      </Suspense>
    </>
  );
};

/** What signs in without a password. */
export const Passkeys = () => (
  <Section title={words.title} lead={words.lead}>
    <Content />
  </Section>
);
