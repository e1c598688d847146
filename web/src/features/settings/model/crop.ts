import type { Crop as PickedCrop } from '#client/photos';

/** Where the square is: `x` and `y` are 0 to 1 of the room that it has. */
export interface Place {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Side of the square on the page, in pixels. */
export const shownSide = 256;

/** The middle of the picture, as large as possible. */
export const start: Place = { zoom: 1, x: 0.5, y: 0.5 };

const sideOf = ({ width, height }: Size, { zoom }: Place): number => Math.min(width, height) / zoom;

/** The square in pixels of the picture. */
export const cropOf = (size: Size, place: Place): PickedCrop => {
  const side = sideOf(size, place);
  return { x: place.x * (size.width - side), y: place.y * (size.height - side), side };
};

const within = (value: number): number => Math.min(1, Math.max(0, value));

/** The square after the picture was dragged by pixels of the page. */
export const moved = (size: Size, place: Place, by: { x: number; y: number }): Place => {
  const side = sideOf(size, place);
  const share = (dragged: number, whole: number): number =>
    whole - side < 1 ? 0 : (dragged * side) / shownSide / (whole - side);
  return {
    zoom: place.zoom,
    x: within(place.x - share(by.x, size.width)),
    y: within(place.y - share(by.y, size.height)),
  };
};
