import { Smile } from 'lucide-react';
import { useState } from 'react';
import { useLater } from '#site/lib/use-later.ts';
import { strings } from '#site/strings/strings.ts';

/**
 * Loads the picker with its data, so that it opens complete; without the data it shows only recent
 * emoji.
 */
const loadPopover = async () => {
  const [{ EmojiPopover }] = await Promise.all([
    import('./emoji-popover.tsx'),
    import('./load-emoji.ts').then(({ loadEmoji }) => loadEmoji()).catch(() => undefined),
  ]);
  return EmojiPopover;
};

const face =
  'inline-flex size-10 shrink-0 items-center justify-center rounded-full text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:hidden';

/**
 * Opens the emoji picker, which is loaded on demand. Hidden on touch devices, whose keyboards have
 * one.
 */
export const EmojiButton = (props: { onPick: (emoji: string) => void; onClose: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  const { Component: EmojiPopover, button: loading } = useLater(loadPopover);
  const button = (
    <button
      type="button"
      aria-label={strings.actions.emoji}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      {...loading}
      onClick={() => {
        loading.onClick();
        setOpen(true);
      }}
      className={face}
    >
      <Smile aria-hidden="true" className="size-5.5" />
    </button>
  );
  if (!isOpen || EmojiPopover === null) return button;
  return (
    <EmojiPopover
      trigger={button}
      onPick={props.onPick}
      onClose={() => {
        setOpen(false);
        props.onClose();
      }}
    />
  );
};
