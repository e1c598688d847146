import { useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { selectInLog, toggleSelected } from './select-messages.ts';
import { useSelection } from './selection.ts';

/** Selects a message. Covers the whole row, which is therefore positioned. */
export const RowCheck = ({
  message,
  label,
  isSelected,
  isActive,
}: {
  message: Message;
  /** The start of the message. */
  label: string;
  isSelected: boolean;
  /** The tab stop of the log. */
  isActive: boolean;
}) => {
  const client = useQueryClient();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The first one has replaced the button from whose menu the selection was started.
    const { selection } = useSelection.getState();
    const isFirst = selection?.messages.size === 1 && selection.messages.has(message.id);
    const isFree = !document.activeElement?.closest('[role=toolbar], [data-options]');
    if (isFirst && isFree) box.current?.focus({ preventScroll: true });
  }, [message.id]);
  const select = (isRange: boolean): void => {
    if (isRange) selectInLog(client, message);
    else toggleSelected(message);
  };
  return (
    <label className="absolute inset-0 z-1 flex cursor-pointer items-center rounded-xl pl-2 select-none has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-(--ring)">
      <input
        ref={box}
        type="checkbox"
        data-options
        tabIndex={isActive ? 0 : -1}
        aria-label={strings.actions.selectFor(label)}
        checked={isSelected}
        onChange={({ nativeEvent }) =>
          select(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      <span
        aria-hidden="true"
        className={classes(
          'flex size-6 items-center justify-center rounded-full border',
          isSelected ? 'border-action bg-action text-on-action' : 'border-line-strong bg-raised',
        )}
      >
        {isSelected && <Check className="size-4" />}
      </span>
    </label>
  );
};
