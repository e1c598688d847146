/** SVG drawings are no photos: they are not measured, scaled or cleaned. */
export const isPicture = (mime: string): boolean =>
  mime.startsWith('image/') && mime !== 'image/svg+xml';
