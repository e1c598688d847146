import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { invitationErrorWords, invitationStrings } from '#site/strings/invitation-strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useCreateInvitation, useInvitations } from '../api/use-invitations.ts';
import { NewLink } from './new-link.tsx';
import { OpenList } from './open-list.tsx';

const words = invitationStrings;

const Content = () => {
  const open = useInvitations();
  const create = useCreateInvitation();
  if (open.isPending) return <Spinner />;
  if (!open.data) return <LoadFailure error={open.error} onRetry={open.refetch} />;
  const { items, may_invite } = open.data;
  if (!may_invite) return <p className="text-body text-ink-soft">{words.closed}</p>;
  return (
    <>
      {create.data && <NewLink key={create.data.id} code={create.data.code} />}
      {create.isError && <Alert>{invitationErrorWords(create.error)}</Alert>}
      <Button
        look={create.data ? 'outline' : 'primary'}
        className="h-11 self-center"
        disabled={create.isPending}
        onClick={() => create.mutate()}
      >
        {create.data ? words.another : words.create}
      </Button>
      {items.length > 0 && (
        <OpenList
          items={items}
          onRevoked={(id) => {
            if (create.data?.id === id) create.reset();
          }}
        />
      )}
    </>
  );
};

/** Makes links for one person each, and lists those that are open. */
export const InviteDialog = ({ onClose }: { onClose: () => void }) => {
  const opener = useRef<Element>(null);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-scrim" />
        <Dialog.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={giveFocusBack}
          className="appear fixed top-1/2 left-1/2 z-40 flex max-h-[90dvh] w-[calc(100%-2rem)] max-w-md -translate-1/2 flex-col gap-5 overflow-y-auto rounded-3xl bg-raised p-6 shadow-raised"
        >
          <div>
            <Dialog.Title className="text-lg font-semibold tracking-tight">
              {words.title}
            </Dialog.Title>
            <Dialog.Description className="mt-2 text-body text-pretty text-ink-soft">
              {words.lead}
            </Dialog.Description>
          </div>
          <Content />
          <Dialog.Close asChild>
            <Button look="quiet" className="self-end">
              {words.close}
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
