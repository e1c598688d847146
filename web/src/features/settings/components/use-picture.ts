import { useEffect, useState } from 'react';

/** The decoded picture of a file; null until it is decoded. */
export const usePicture = (file: File): ImageBitmap | 'unreadable' | null => {
  const [picture, setPicture] = useState<ImageBitmap | 'unreadable' | null>(null);
  useEffect(() => {
    let isGone = false;
    let decoded: ImageBitmap | null = null;
    createImageBitmap(file).then(
      (bitmap) => {
        decoded = bitmap;
        if (isGone) bitmap.close();
        else setPicture(bitmap);
      },
      () => !isGone && setPicture('unreadable'),
    );
    return () => {
      isGone = true;
      decoded?.close();
    };
  }, [file]);
  return picture;
};
