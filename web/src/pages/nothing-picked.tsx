import { useConversations } from '../features/conversations/api/use-conversations.ts';
import { strings } from '../strings/strings.ts';
import { Blank } from '../ui/blank.tsx';
import { Logo } from '../ui/logo.tsx';

const words = strings.conversations;

/** The right pane of a wide screen before a conversation is selected or exists. */
export const NothingPicked = () => {
  const { list, isSuccess } = useConversations();
  const isFirstRun = isSuccess && list.length === 0;
  return (
    <div className="grounded h-full bg-canvas">
      <Blank
        art={<Logo className="size-20 opacity-90 [--logo-behind:var(--canvas)]" />}
        title={isFirstRun ? words.firstTitle : words.pickTitle}
        lead={isFirstRun ? words.firstLead : words.pickLead}
      />
    </div>
  );
};
