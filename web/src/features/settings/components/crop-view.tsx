import { useEffect, useRef } from 'react';
import type { Place } from '../model/crop.ts';
import { cropOf, shownSide } from '../model/crop.ts';

/** The chosen square of a picture, as an avatar shows it. It can be dragged; the sliders do the same. */
export const CropView = ({
  picture,
  place,
  onDrag,
}: {
  /** Null while it is decoded. */
  picture: ImageBitmap | null;
  place: Place;
  onDrag: (by: { x: number; y: number }) => void;
}) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !picture) return;
    const { width } = context.canvas;
    const { x, y, side } = cropOf(picture, place);
    context.imageSmoothingQuality = 'high';
    context.clearRect(0, 0, width, width);
    context.drawImage(picture, x, y, side, side, 0, 0, width, width);
  }, [picture, place]);
  return (
    <canvas
      ref={canvas}
      width={shownSide * 2}
      height={shownSide * 2}
      className="size-64 cursor-grab touch-none self-center rounded-full bg-field active:cursor-grabbing"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.buttons !== 0) onDrag({ x: event.movementX, y: event.movementY });
      }}
    />
  );
};
