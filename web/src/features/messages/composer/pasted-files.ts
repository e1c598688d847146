type Clipboard = Pick<DataTransfer, 'types' | 'getData'> & { readonly files: ArrayLike<File> };

/** The last part of a path or an address, as it is and decoded. */
const namesIn = (line: string): string[] => {
  const last = line.trim().split(/[/\\]/).at(-1) ?? '';
  try {
    return [last, decodeURIComponent(last)];
  } catch {
    return [last];
  }
};

/** Does this text only say which files there are: names, paths or addresses, one a line? */
const isListOf = (text: string, names: readonly string[]): boolean =>
  text
    .split(/[\r\n\0]+/)
    .every((line) => !line.trim() || namesIn(line).some((name) => names.includes(name)));

/** The address of the picture itself, as "copy image" puts it beside the picture. */
const isAddress = (text: string): boolean => /^\s*(https?|data|blob|file):\S*\s*$/.test(text);

/**
 * The files that a paste is about. Office programs put a picture of what was copied beside its text: then
 * the text is meant. It comes formatted, and has more than the names of the files.
 */
export const pastedFiles = (clipboard: Clipboard): File[] => {
  const files = Array.from(clipboard.files);
  const text = clipboard.getData('text/plain');
  const isFormatted = clipboard.types.some((type) => type === 'text/html' || type === 'text/rtf');
  const names = files.map(({ name }) => name);
  return isFormatted && !isAddress(text) && !isListOf(text, names) ? [] : files;
};
