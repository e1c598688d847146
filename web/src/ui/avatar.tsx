import type { CSSProperties } from 'react';
import { classes, hueOf, initialsOf } from '../lib/text.ts';
import { strings } from '../strings/strings.ts';

const sizes = {
  small: 'size-9 text-[0.8125rem]',
  medium: 'size-12 text-base',
  large: 'size-20 text-2xl',
  huge: 'size-36 text-5xl',
} as const;

/**
 * The photo over initials on a colour made from the id, with a dot if the user is online. The initials stay
 * while the photo loads and if it cannot be loaded. They are drawn by CSS, so that they are not part of an
 * enclosing button's accessible name.
 */
export const Avatar = ({
  id,
  name,
  photo,
  size = 'medium',
  isOnline = false,
}: {
  id: string;
  name: string;
  /** Its path. */
  photo?: string | null | undefined;
  size?: keyof typeof sizes;
  isOnline?: boolean;
}) => (
  <span className="relative inline-flex shrink-0">
    <span
      aria-hidden="true"
      data-initials={initialsOf(name)}
      style={{ '--hue': hueOf(id) } as CSSProperties}
      className={classes(
        'avatar inline-flex items-center justify-center overflow-hidden rounded-full font-semibold tracking-tight select-none before:content-[attr(data-initials)]',
        sizes[size],
      )}
    />
    {photo && (
      <img
        key={photo}
        src={photo}
        alt=""
        decoding="async"
        draggable={false}
        className="absolute inset-0 size-full rounded-full object-cover"
      />
    )}
    {isOnline && (
      <span
        className={classes(
          'absolute -right-px -bottom-px rounded-full bg-online ring-(--ring-behind,var(--surface))',
          size === 'small' ? 'size-2.5 ring-2' : 'size-3.5 ring-[2.5px]',
        )}
      >
        <span className="sr-only">{strings.presence.online}</span>
      </span>
    )}
  </span>
);
