import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { MAX_TILES, MAX_WIDTH, photoBox, TILE_GAP } from '#site/ui/photo-layout.ts';
import type { ShownFile } from '../model/shown-file.ts';
import { aboutFile } from '../model/shown-file.ts';
import { PendingPhoto } from './pending-photo.tsx';
import { SentPhoto } from './sent-photo.tsx';

/** Reserves the photo's space, so that nothing moves when it loads. */
const frame = 'relative block overflow-hidden rounded-xl bg-black/10';

const Tile = ({ shown }: { shown: ShownFile }) =>
  shown.kind === 'sent' ? (
    <SentPhoto attachment={shown.attachment} />
  ) : (
    <PendingPhoto clientId={shown.clientId} file={shown.file} />
  );

/** Grows in width with a wide text, but not in height. */
const Lone = ({ shown }: { shown: ShownFile }) => {
  const { width, height } = photoBox(aboutFile(shown));
  const shape = { width, maxHeight: height, aspectRatio: `${width} / ${height}` };
  return (
    <div className={classes(frame, 'max-w-full min-w-full')} style={shape}>
      <Tile shown={shown} />
    </div>
  );
};

const More = ({ count }: { count: number }) => (
  <span className="pointer-events-none absolute inset-0 flex items-center justify-center bg-black/50 text-2xl font-semibold text-white">
    <span aria-hidden="true">+{count}</span>
    <span className="sr-only">{strings.attachments.more(count)}</span>
  </span>
);

/** The photos of a message, as large as the bubble allows. */
export const PhotoGrid = ({ photos }: { photos: readonly ShownFile[] }) => {
  const [first] = photos;
  if (!first) return null;
  if (photos.length === 1) return <Lone shown={first} />;
  const tiles = photos.slice(0, MAX_TILES);
  const hidden = photos.length - tiles.length;
  return (
    <div
      className="grid max-w-full min-w-full grid-cols-2"
      style={{ width: MAX_WIDTH, gap: TILE_GAP }}
    >
      {tiles.map((shown, index) => (
        <div
          key={shown.key}
          className={classes(
            frame,
            photos.length === 3 && index === 0 ? 'col-span-2 aspect-[2/1]' : 'aspect-square',
          )}
        >
          <Tile shown={shown} />
          {hidden > 0 && index === tiles.length - 1 && <More count={hidden} />}
        </div>
      ))}
    </div>
  );
};
