import type { MouseEvent } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { classes } from '#site/lib/text.ts';
import { useDragToPan } from './use-drag-to-pan.ts';

/**
 * A point of the picture (0 to 1 in each direction) and the position in the view where it stays.
 */
interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly viewX: number;
  readonly viewY: number;
}

const centreOf = ({ clientWidth, clientHeight }: HTMLElement): Anchor => ({
  x: 0.5,
  y: 0.5,
  viewX: clientWidth / 2,
  viewY: clientHeight / 2,
});

/** Whether the click hit the picture, not the space beside it. */
const isOnPicture = (image: HTMLImageElement, { clientX, clientY }: MouseEvent): boolean => {
  const box = image.getBoundingClientRect();
  const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
  const isInside = (at: number, from: number, length: number, size: number): boolean =>
    Math.abs(at - (from + length / 2)) <= (size * scale) / 2;
  return (
    isInside(clientX, box.left, box.width, image.naturalWidth) &&
    isInside(clientY, box.top, box.height, image.naturalHeight)
  );
};

interface Props {
  readonly url: string;
  readonly alt: string;
  /** 1 fits the picture into the space. */
  readonly zoom: number;
  readonly onToggle: () => void;
  readonly onOutside: () => void;
  readonly onError: () => void;
}

/**
 * A picture that fits into the space, or is `zoom` times as large and can be scrolled and dragged.
 */
export const Zoomable = ({ url, alt, zoom, onToggle, onOutside, onError }: Props) => {
  const stage = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const { hasMoved, handlers } = useDragToPan();

  useLayoutEffect(() => {
    const { current: space } = stage;
    if (!space) return;
    const { x, y, viewX, viewY } = anchor.current ?? centreOf(space);
    anchor.current = null;
    space.scrollTo(space.clientWidth * zoom * x - viewX, space.clientHeight * zoom * y - viewY);
  }, [zoom]);

  const press = (event: MouseEvent<HTMLImageElement>): void => {
    const { current: space } = stage;
    if (hasMoved.current || !space) return;
    if (!isOnPicture(event.currentTarget, event)) {
      onOutside();
      return;
    }
    const box = event.currentTarget.getBoundingClientRect();
    const view = space.getBoundingClientRect();
    anchor.current = {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
      viewX: event.clientX - view.left,
      viewY: event.clientY - view.top,
    };
    onToggle();
  };

  return (
    <div ref={stage} {...handlers} className="size-full overflow-auto overscroll-contain">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: two buttons and the keys + and - do the same */}
      <img
        src={url}
        alt={alt}
        draggable={false}
        onClick={press}
        onError={onError}
        style={{ width: `${100 * zoom}%`, height: `${100 * zoom}%` }}
        className={classes(
          'block max-w-none select-none',
          zoom === 1
            ? 'cursor-zoom-in object-scale-down'
            : 'cursor-grab object-contain active:cursor-grabbing',
        )}
      />
    </div>
  );
};
