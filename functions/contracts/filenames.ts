import { limits } from './limits.ts';
import { wholeStart } from './texts/cut-text.ts';
import {
  isEndingOf,
  isEndingOfKind,
  isPictureEnding,
  isRunnable,
  usualEnding,
} from './texts/endings.ts';
import { hasVisible, withoutBlankEnd, withoutInvisible } from './texts/invisible.ts';

const MAX_LENGTH = limits.attachment.filenameLength;

/** An extension is ASCII and has a letter: "v2.1" has none; "Dr. Who" has none, because of its space. */
const endingPattern = /\.((?=[^.]*[a-z])[a-z0-9_+-]{1,20})$/;

/**
 * The lower-case extension by which systems choose a program; '' if there is none. Look-alikes are folded
 * first: full-width letters and dots, invisible characters, trailing dots and spaces.
 */
export const endingOf = (filename: string): string => {
  const folded = filename
    .normalize('NFKC')
    .replace(/\p{DI}/gu, '')
    .replaceAll('\u3002', '.')
    .toLowerCase();
  return endingPattern.exec(withoutBlankEnd(folded))?.[1] ?? '';
};

/** Device names that Windows reserves, whatever follows their first dot. */
const isDevice = (filename: string): boolean =>
  /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)/i.test(
    filename,
  );

const rules: readonly (readonly [isBroken: (name: string) => boolean, error: string])[] = [
  [(name) => /\p{Cc}/u.test(name), 'must not contain control characters'],
  [
    (name) => withoutInvisible(name) !== name,
    'must not contain invisible characters or controls of direction',
  ],
  [(name) => !hasVisible(name), 'must have a visible character'],
  [(name) => /[/\\:]/.test(name), 'must not contain / \\ or :'],
  [
    (name) => /^\p{Z}/u.test(name) || withoutBlankEnd(name) !== name,
    'must not begin with a space, or end with a space or a dot',
  ],
  [isDevice, 'must not be a name that Windows keeps for devices'],
  [
    (name) => isRunnable(endingOf(name)),
    'must not have an ending that systems run: such files go in a zip archive',
  ],
];

/** The first rule that a name breaks; null if every system can save a file under it. */
export const brokenNameRule = (filename: string): string | null =>
  rules.find(([isBroken]) => isBroken(filename))?.[1] ?? null;

export const unfittingName = 'must have an ending of its type, or none';
/** Does the extension of this name fit the type of the file? */
export const isNameOf = (filename: string, mime: string): boolean =>
  isEndingOf(endingOf(filename), mime);

/** Like `isNameOf`, before the bytes are known: only they distinguish picture types. */
export const mayBeNameOf = (filename: string, mime: string): boolean =>
  isEndingOfKind(endingOf(filename), mime);

/** Splits a name for display, where only the stem may be truncated. */
export const splitName = (filename: string): { stem: string; ending: string } => {
  const at = endingOf(filename) === '' ? -1 : filename.lastIndexOf('.');
  return at < 1
    ? { stem: filename, ending: '' }
    : { stem: filename.slice(0, at), ending: filename.slice(at) };
};

const tidy = (filename: string): string => {
  const name = withoutBlankEnd(
    withoutInvisible(filename.toWellFormed().replace(/\p{Cc}/gu, ''))
      .replace(/[/\\:]/g, '_')
      .replace(/^\p{Z}+/u, ''),
  );
  if (!hasVisible(name)) return 'file';
  return isDevice(name) ? `_${name}` : name;
};

/** Truncates the stem. The result may end in a character that needs tidying again. */
const shortened = (name: string): string => {
  if ([...name].length <= MAX_LENGTH) return name;
  const { stem, ending } = splitName(name);
  return tidy(wholeStart(stem, MAX_LENGTH - [...ending].length) + ending);
};

/**
 * Adds an extension of its type. Replaces the extension of another picture type; keeps any other before the
 * new one.
 */
const ended = (name: string, mime: string): string => {
  const usual = usualEnding(mime);
  if (usual === undefined || isNameOf(name, mime)) return name;
  return `${isPictureEnding(endingOf(name)) ? splitName(name).stem : name}.${usual}`;
};

/** A name that the contract accepts for a file of this type; a valid name is returned unchanged. */
export const safeName = (filename: string, mime: string): string =>
  shortened(ended(shortened(tidy(filename)), mime));
