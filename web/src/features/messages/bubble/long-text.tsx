import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import { strings } from '#site/strings/strings.ts';
import { setUnfolded } from './unfolded.ts';

const words = strings.messages;

/** The log measures rows within some frames. */
const FRAMES = 10;

/** Keeps an element where it is on the screen while the log changes size. */
const holdInPlace = (element: Element, change: () => void): void => {
  const scroller = element.closest('[role=log]');
  const topOf = (): number => element.getBoundingClientRect().top;
  const top = topOf();
  flushSync(change);
  let left = FRAMES;
  const hold = (): void => {
    const moved = topOf() - top;
    if (scroller && Math.abs(moved) >= 1) scroller.scrollTop += moved;
    if (left-- > 0) requestAnimationFrame(hold);
  };
  hold();
};

/** A long text, or its start, with a button that shows the rest. */
export const LongText = (props: { rowKey: string; isUnfolded: boolean; children: ReactNode }) => {
  const { rowKey, isUnfolded, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const toggle = (): void => {
    const anchor = isUnfolded ? button.current : button.current?.closest('[data-key]');
    if (anchor) holdInPlace(anchor, () => setUnfolded(rowKey, !isUnfolded));
  };
  return (
    <>
      {children}
      <button
        ref={button}
        type="button"
        aria-expanded={isUnfolded}
        onClick={toggle}
        className="mt-1 block rounded-sm text-sm font-semibold underline-offset-2 hover:underline"
      >
        {isUnfolded ? words.showLess : words.readMore}
      </button>
    </>
  );
};
