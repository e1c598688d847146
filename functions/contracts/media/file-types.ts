import { isIsoPicture } from './image-types.ts';
import { headOf, isIsoMedia, startsWith } from './signatures.ts';

/** A type that is sent as a download: its extensions, and how its first bytes look. */
interface FileType {
  /** Lower case, the usual one first. */
  readonly endings: readonly string[];
  /** Signatures as Latin-1 (`?` is any byte), or `iso` for MP4 and its relatives. */
  readonly starts: readonly string[] | 'iso';
}

const type = (endings: string, starts: FileType['starts']): FileType => ({
  endings: endings.split(' '),
  starts,
});

const zip = ['PK\x03\x04'];
/** Office documents before 2007. */
const compound = ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'];
const matroska = ['\x1aE\xdf\xa3'];
const ogg = ['OggS'];
const mp3Frames = ['\xff\xfb', '\xff\xfa', '\xff\xf3', '\xff\xf2', '\xff\xe3', '\xff\xe2'];
const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Audio, video, documents and archives, besides pictures, PDF, text and zip archives. */
const fileTypes: Readonly<Record<string, FileType>> = {
  'audio/mpeg': type('mp3', ['ID3', ...mp3Frames]),
  'audio/mp4': type('m4a m4b', 'iso'),
  'audio/aac': type('aac', ['\xff\xf1', '\xff\xf9', 'ADIF']),
  'audio/ogg': type('ogg oga opus', ogg),
  'audio/webm': type('weba webm', matroska),
  'audio/wav': type('wav', ['RIFF????WAVE']),
  'audio/flac': type('flac', ['fLaC']),
  'audio/aiff': type('aiff aif', ['FORM????AIF']),
  'audio/amr': type('amr', ['#!AMR']),
  'audio/midi': type('mid midi', ['MThd']),
  'video/mp4': type('mp4 m4v', 'iso'),
  'video/webm': type('webm', matroska),
  'video/quicktime': type('mov qt', 'iso'),
  'video/x-matroska': type('mkv', matroska),
  'video/ogg': type('ogv', ogg),
  'video/3gpp': type('3gp 3g2', 'iso'),
  'video/mpeg': type('mpg mpeg', ['\0\0\x01\xba', '\0\0\x01\xb3']),
  'video/x-msvideo': type('avi', ['RIFF????AVI ']),
  [`${office}.wordprocessingml.document`]: type('docx', zip),
  [`${office}.spreadsheetml.sheet`]: type('xlsx', zip),
  [`${office}.presentationml.presentation`]: type('pptx', zip),
  [`${openDocument}.text`]: type('odt', zip),
  [`${openDocument}.spreadsheet`]: type('ods', zip),
  [`${openDocument}.presentation`]: type('odp', zip),
  'application/epub+zip': type('epub', zip),
  'application/msword': type('doc', compound),
  'application/vnd.ms-excel': type('xls', compound),
  'application/vnd.ms-powerpoint': type('ppt pps', compound),
  'application/rtf': type('rtf', ['{\\rtf']),
  'application/gzip': type('gz tgz', ['\x1f\x8b']),
  'application/x-7z-compressed': type('7z', ['7z\xbc\xaf\x27\x1c']),
  'application/vnd.rar': type('rar', ['Rar!\x1a\x07']),
  'application/x-tar': type('tar', [`${'?'.repeat(257)}ustar`]),
  'application/x-bzip2': type('bz2 tbz2', ['BZh']),
  'application/x-xz': type('xz txz', ['\xfd7zXZ\0']),
  'application/zstd': type('zst tzst', ['\x28\xb5\x2f\xfd']),
};

/** Any file that has none of the other types. */
export const unknownType = 'application/octet-stream';

/** Besides pictures, PDF, text and zip archives. */
export const downloadTypes: readonly string[] = [...Object.keys(fileTypes), unknownType];

/** The extensions of each type here. */
export const downloadEndings: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(fileTypes).map(([mime, { endings }]) => [mime, endings]),
);

/** How programs of Windows, macOS, Linux and Android start, and files that install or open something. */
const runnableStarts: readonly string[] = [
  'MZ',
  '\x7fELF',
  ...['\xfe\xed\xfa\xce', '\xfe\xed\xfa\xcf', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'],
  // A Java class, or a Mach-O file for several processors.
  '\xca\xfe\xba\xbe',
  'dex\n',
  '#!',
  // A shortcut of Windows, a help file, a cabinet, an installer or a document with macros.
  'L\0\0\0\x01\x14\x02\0',
  'ITSF',
  'MSCF',
  ...compound,
  // Packages of Debian and Red Hat.
  '!<arch>\ndebian',
  '\xed\xab\xee\xdb',
];

/** Is it a file that operating systems run or install, by its first bytes? */
export const isRunnableByBytes = (bytes: Uint8Array): boolean => {
  const head = headOf(bytes);
  return runnableStarts.some((start) => startsWith(head, start));
};

/** Do the first bytes fit this type? Null for a type that is not here. */
export const isDownloadOf = (bytes: Uint8Array, mime: string): boolean | null => {
  if (mime === unknownType) return !isRunnableByBytes(bytes);
  const starts = fileTypes[mime]?.starts;
  if (starts === undefined) return null;
  const head = headOf(bytes);
  if (starts === 'iso') return isIsoMedia(head) && !isIsoPicture(head);
  return starts.some((start) => startsWith(head, start));
};
