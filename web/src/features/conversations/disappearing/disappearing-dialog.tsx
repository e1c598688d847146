import type { RefObject } from 'react';
import { useState } from 'react';
import type { Conversation } from '#contracts/http/conversations.ts';
import { disappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Confirm } from '#site/ui/confirm.tsx';
import { wordOf, words } from './disappearing-words.ts';
import { useSetDisappearing } from './use-set-disappearing.ts';

const never = 'never';
const options = [
  { value: never, label: words.never },
  ...disappearingSeconds.map((after) => ({ value: String(after), label: wordOf(after) })),
];

/** Asks after which time messages of a conversation disappear. Mounted while it is open. */
export const DisappearingDialog = ({
  conversation: { id, disappearing },
  returnTo,
  onClose,
}: {
  conversation: Conversation;
  returnTo?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) => {
  const known = String(disappearing?.after ?? never);
  const [chosen, setChosen] = useState(known);
  const set = useSetDisappearing(id, onClose);
  const save = (): void => {
    if (chosen === known) onClose();
    else set.mutate(disappearingSeconds.find((seconds) => String(seconds) === chosen) ?? null);
  };
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.title}
      lead={
        <>
          <p>{words.lead}</p>
          <p>{words.copies}</p>
        </>
      }
      action={words.save}
      isBusy={set.isPending}
      error={set.isError ? errorWords(set.error) : null}
      onConfirm={save}
      {...(returnTo && { returnTo })}
    >
      <Choice label={words.label} value={chosen} options={options} onChange={setChosen} />
    </Confirm>
  );
};
