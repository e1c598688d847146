type Clipboard = Pick<DataTransfer, 'types' | 'getData'> & { readonly files: ArrayLike<File> };

/** The last part of a path or a URL, as it is and decoded. */
const namesIn = (line: string): string[] => {
  const last = line.trim().split(/[/\\]/).at(-1) ?? '';
  try {
    return [last, decodeURIComponent(last)];
  } catch {
    return [last];
  }
};

/** Whether a text only lists these files (names, paths or URLs, one per line). */
const isListOf = (text: string, names: readonly string[]): boolean =>
  text
    .split(/[\r\n\0]+/)
    .every((line) => !line.trim() || namesIn(line).some((name) => names.includes(name)));

/** The picture's own URL, which "copy image" adds to the clipboard. */
const isAddress = (text: string): boolean => /^\s*(https?|data|blob|file):\S*\s*$/.test(text);

/**
 * The files of a paste. Office programs add a picture of copied text: if the clipboard has
 * formatted text that is more than the files' names, the text is meant and the result is empty.
 */
export const pastedFiles = (clipboard: Clipboard): File[] => {
  const files = Array.from(clipboard.files);
  const text = clipboard.getData('text/plain');
  const isFormatted = clipboard.types.some((type) => type === 'text/html' || type === 'text/rtf');
  const names = files.map(({ name }) => name);
  return isFormatted && !isAddress(text) && !isListOf(text, names) ? [] : files;
};
