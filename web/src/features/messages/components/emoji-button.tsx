import { Smile } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { strings } from '../../../lib/strings.ts';

const EmojiPopover = lazy(async () => {
  const { EmojiPopover } = await import('./emoji-popover.tsx');
  return { default: EmojiPopover };
});

const face =
  'inline-flex size-10 shrink-0 items-center justify-center rounded-full text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:hidden';

/** Opens the emoji picker, which is loaded then. Keyboards on glass have one of their own. */
export const EmojiButton = (props: { onPick: (emoji: string) => void; onClose: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const button = (
    <button
      type="button"
      aria-label={strings.actions.emoji}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => setOpen(true)}
      className={face}
    >
      <Smile aria-hidden="true" className="size-5.5" />
    </button>
  );
  if (!isOpen) return button;
  return (
    <Suspense fallback={button}>
      <EmojiPopover
        trigger={button}
        onPick={props.onPick}
        onClose={() => {
          setOpen(false);
          props.onClose();
        }}
      />
    </Suspense>
  );
};
