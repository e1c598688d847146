import { Check, SendHorizontal } from 'lucide-react';
import { strings } from '#site/strings/strings.ts';

/** Sends the message, or saves the edit. */
export const SendButton = ({ canSend, isEdit }: { canSend: boolean; isEdit: boolean }) => {
  const Icon = isEdit ? Check : SendHorizontal;
  return (
    <button
      type="submit"
      aria-label={isEdit ? strings.actions.save : strings.messages.send}
      disabled={!canSend}
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-action text-on-action transition-[background-color,opacity,transform] duration-150 hover:bg-action-hover active:scale-95 disabled:bg-field disabled:text-ink-faint"
    >
      <Icon aria-hidden="true" className="size-5" />
    </button>
  );
};
