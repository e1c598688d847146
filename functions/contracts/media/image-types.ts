import { brandsOf, headOf, startsWith } from './signatures.ts';

const tiff = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];
const jpeg2000 = ['\0\0\0\x0cjP  \r\n\x87\n', '\xff\x4f\xff\x51'];

/** Magic bytes as Latin-1; `?` is any byte. Raw photos are TIFF with vendor contents. */
const starts: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/jpeg': ['\xff\xd8\xff'],
  'image/gif': ['GIF87a', 'GIF89a'],
  'image/webp': ['RIFF????WEBP'],
  'image/bmp': ['BM'],
  'image/x-icon': ['\0\0\x01\0', '\0\0\x02\0'],
  'image/tiff': tiff,
  'image/x-adobe-dng': tiff,
  'image/x-nikon-nef': tiff,
  'image/x-sony-arw': tiff,
  'image/x-canon-cr2': ['II*\0????CR'],
  'image/x-panasonic-rw2': ['IIU\0'],
  'image/x-olympus-orf': ['IIRO'],
  'image/x-fujifilm-raf': ['FUJIFILMCCD-RAW'],
  'image/jp2': jpeg2000,
  'image/jpx': jpeg2000,
  'image/jpm': jpeg2000,
  'image/j2c': jpeg2000,
  'image/jxl': ['\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n'],
  'image/jls': ['\xff\xd8\xff\xf7'],
  'image/vnd.ms-photo': ['II\xbc'],
  'image/vnd.adobe.photoshop': ['8BPS'],
  'image/vnd.dwg': ['AC10'],
  'image/x-xcf': ['gimp xcf '],
  'image/icns': ['icns'],
  'image/bpg': ['BPG\xfb'],
  'image/flif': ['FLIF'],
  'image/ktx': ['\xabKTX'],
};

/** Picture brands of ISO media files, in order of precedence. */
const brands: readonly (readonly [mime: string, brands: readonly string[]])[] = [
  ['image/avif', ['avif', 'avis']],
  ['image/x-canon-cr3', ['crx ']],
  ['image/heic', ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']],
];

/** Aliases of MIME types, mapped to the standard name. */
const sameAs: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-ms-bmp': 'image/bmp',
  'image/vnd.microsoft.icon': 'image/x-icon',
  'image/heic-sequence': 'image/heic',
  'image/heif': 'image/heic',
  'image/heif-sequence': 'image/heic',
};
export const formatOf = (mime: string): string => sameAs[mime] ?? mime;

/** The type of an ISO media file whose brands name a picture type. */
const typeByBrand = (head: string): string | undefined => {
  const found = brandsOf(head);
  return brands.find(([, known]) => known.some((brand) => found.has(brand)))?.[0];
};

/** Is this the head of a picture in an ISO media file, such as HEIC? */
export const isIsoPicture = (head: string): boolean => typeByBrand(head) !== undefined;

/** Do the first bytes match this picture type? */
export const isImageOf = (bytes: Uint8Array, mime: string): boolean => {
  const head = headOf(bytes);
  const format = formatOf(mime);
  return (
    typeByBrand(head) === format ||
    (starts[format]?.some((start) => startsWith(head, start)) ?? false)
  );
};
