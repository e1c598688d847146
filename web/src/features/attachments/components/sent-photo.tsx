import { Image as ImageIcon, ImageOff, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '#contracts/http/messages.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { Photo } from '../api/use-photo.ts';
import { usePhoto } from '../api/use-photo.ts';
import { useLightbox } from '../model/lightbox.ts';

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

/** A photo of a message; a click opens the lightbox. */
export const SentPhoto = ({ attachment }: { attachment: Attachment }) => {
  const { id, filename } = attachment;
  const photo = usePhoto(id);
  const [isLoaded, setLoaded] = useState(false);
  const open = useLightbox((lightbox) => lightbox.open);
  if (photo.problem) return <Trouble photo={photo} />;
  return (
    <button
      type="button"
      data-photo={id}
      aria-label={words.openPhoto(filename)}
      onClick={() => open(id)}
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
          onLoad={() => setLoaded(true)}
          onError={photo.onError}
          className={classes(
            'relative size-full object-cover transition-opacity duration-200',
            !isLoaded && !photo.isOwnCopy && 'opacity-0',
          )}
        />
      )}
    </button>
  );
};
