import type { RefObject } from 'react';
import { useState } from 'react';
import { makeFace } from '#client/photos';
import type { FaceWords } from '#site/strings/en-face.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { settingsStrings } from '#site/strings/settings-strings.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { useUpdateMe } from '../api/use-account.ts';
import { cropOf, moved, start } from '../model/crop.ts';
import { CropView } from './crop-view.tsx';
import { usePicture } from './use-picture.ts';

const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** Asks which part of a picture is the photo, and saves it. */
export const PhotoDialog = ({
  file,
  words,
  returnTo,
  onClose,
  onSaved,
}: {
  file: File;
  words: FaceWords;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
  onSaved: () => void;
}) => {
  const picture = usePicture(file);
  const [place, setPlace] = useState(start);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const update = useUpdateMe();

  const save = async (bitmap: ImageBitmap): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const bytes = await makeFace(bitmap, cropOf(bitmap, place));
      if (!bytes) setError(words.failed);
      else {
        await update.mutateAsync({ photo: base64Of(bytes) });
        onSaved();
      }
    } catch (failure) {
      setError(errorWords(failure));
    }
    setBusy(false);
  };
  const slider = (label: string, key: 'zoom' | 'x' | 'y', min: number, max: number) => (
    <label className="flex flex-col gap-1 text-sm font-medium text-ink-soft">
      {label}
      <input
        type="range"
        min={min}
        max={max}
        step={0.01}
        value={place[key]}
        onChange={({ target }) => setPlace({ ...place, [key]: target.valueAsNumber })}
        className="h-6 w-full accent-(--action)"
      />
    </label>
  );
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      returnTo={returnTo}
      title={words.cropTitle}
      lead={<p>{words.cropLead}</p>}
      action={settingsStrings.save}
      isReady={picture instanceof ImageBitmap}
      isBusy={isBusy}
      error={picture === 'unreadable' ? words.unreadable : error}
      onConfirm={() => picture instanceof ImageBitmap && void save(picture)}
    >
      {picture === 'unreadable' ? null : (
        <>
          <CropView
            picture={picture}
            place={place}
            onDrag={(by) => picture && setPlace((before) => moved(picture, before, by))}
          />
          <div className="flex flex-col gap-3">
            {slider(words.zoom, 'zoom', 1, 4)}
            {slider(words.across, 'x', 0, 1)}
            {slider(words.down, 'y', 0, 1)}
          </div>
        </>
      )}
    </Confirm>
  );
};
