import { Dialog } from 'radix-ui';
import type { RefObject } from 'react';
import { useRef } from 'react';
import { invitationErrorWords, invitationStrings } from '#site/strings/invitation-strings.ts';
import { Alert } from '#site/ui/alert.tsx';
import { Button } from '#site/ui/button.tsx';
import { Modal } from '#site/ui/dialogs/modal.tsx';
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
export const InviteDialog = (props: {
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}) => (
  <Modal
    {...props}
    contentRef={useRef<HTMLDivElement>(null)}
    title={words.title}
    lead={words.lead}
    className="max-w-md gap-5 overflow-y-auto"
  >
    <Content />
    <Dialog.Close asChild>
      <Button look="quiet" className="self-end">
        {words.close}
      </Button>
    </Dialog.Close>
  </Modal>
);
