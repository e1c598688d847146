import { Image as ImageIcon, ImageOff, RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { Photo } from '../api/use-photo.ts';
import { usePhoto } from '../api/use-photo.ts';
import { type Album, useLightbox } from '../model/lightbox.ts';

const words = strings.attachments;

const Trouble = ({ photo }: { photo: Photo }) => (
  <span className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 p-2 text-center text-xs">
    <ImageOff aria-hidden="true" className="size-6 opacity-70" />
    {photo.problem === 'gone' ? words.gone : words.loadFailed}
    {photo.problem === 'failed' && (
      <button
        type="button"
        onClick={photo.retry}
        className="inline-flex h-7 items-center gap-1.5 rounded-full px-2.5 font-semibold hover:underline"
      >
        <RotateCw aria-hidden="true" className="size-3.5" />
        {strings.app.retry}
      </button>
    )}
  </span>
);

/** Types whose pictures may move. */
const mayMove = new Set(['image/gif', 'image/webp', 'image/png', 'image/apng', 'image/avif']);

const isStill = (mime: string): boolean =>
  mayMove.has(mime) && matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The first frame of a loaded picture. */
const StillFrame = ({ image }: { image: HTMLImageElement }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(image, 0, 0);
  }, [image]);
  const { naturalWidth: width, naturalHeight: height } = image;
  return <canvas ref={canvas} width={width} height={height} className="size-full object-cover" />;
};

/** A photo of a message; a click opens the lightbox. With reduced motion, moving pictures stand still here. */
export const SentPhoto = ({
  attachment,
  album,
}: {
  attachment: Attachment;
  /** What the lightbox shows, if not the photos of the loaded messages. */
  album?: Album;
}) => {
  const { id, filename, mime } = attachment;
  const photo = usePhoto(id);
  const [loaded, setLoaded] = useState<HTMLImageElement | null>(null);
  const isLoaded = loaded !== null;
  const still = loaded && isStill(mime) ? loaded : null;
  const open = useLightbox((lightbox) => lightbox.open);
  if (photo.problem) return <Trouble photo={photo} />;
  return (
    <button
      type="button"
      data-photo={id}
      aria-label={words.openPhoto(filename)}
      onClick={() => open(id, album)}
      className="absolute inset-0 cursor-zoom-in -outline-offset-2"
    >
      {!isLoaded && !photo.isOwnCopy && (
        <span className="absolute inset-0 flex items-center justify-center">
          <ImageIcon aria-hidden="true" className="size-8 opacity-50" />
        </span>
      )}
      {photo.url && (
        <img
          key={photo.attempt}
          src={photo.url}
          alt=""
          decoding="async"
          draggable={false}
          hidden={still !== null}
          onLoad={({ currentTarget }) => setLoaded(currentTarget)}
          onError={photo.onError}
          className={classes(
            'relative size-full object-cover transition-opacity duration-200',
            !isLoaded && !photo.isOwnCopy && 'opacity-0',
          )}
        />
      )}
      {still && <StillFrame image={still} />}
    </button>
  );
};
