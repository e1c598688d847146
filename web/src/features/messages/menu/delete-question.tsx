import type { RefObject } from 'react';
import { strings } from '#site/strings/strings.ts';
import { Confirm } from '#site/ui/confirm.tsx';

const words = strings.actions;

/** Asks before a message is deleted for both users. `returnTo` gets the focus afterwards. */
export const DeleteQuestion = (props: {
  isNotes: boolean;
  returnTo: RefObject<HTMLElement | null>;
  onDelete: () => void;
  onClose: () => void;
}) => (
  <Confirm
    isOpen
    onOpenChange={(isOpen) => !isOpen && props.onClose()}
    title={words.deleteTitle}
    lead={props.isNotes ? words.deleteLeadNotes : words.deleteLead}
    action={words.remove}
    isDangerous
    returnTo={props.returnTo}
    onConfirm={() => {
      props.onDelete();
      props.onClose();
    }}
  />
);
