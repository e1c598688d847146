import { downloadEndings, unknownType } from '#contracts/media/file-types.ts';
import { formatOf } from '#contracts/media/image-types.ts';

/** Filename extensions of each MIME type, the usual one first. */
const endings: Readonly<Record<string, readonly string[]>> = {
  ...downloadEndings,
  'image/png': ['png', 'apng'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif', 'pjpeg', 'pjp'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif', 'avifs'],
  'image/heic': ['heic', 'heif', 'heics', 'heifs', 'hif'],
  'image/bmp': ['bmp', 'dib'],
  'image/x-icon': ['ico', 'cur'],
  'image/tiff': ['tif', 'tiff'],
  'image/x-adobe-dng': ['dng'],
  'image/x-nikon-nef': ['nef', 'nrw'],
  'image/x-sony-arw': ['arw', 'srf', 'sr2'],
  'image/x-canon-cr2': ['cr2'],
  'image/x-canon-cr3': ['cr3'],
  'image/x-panasonic-rw2': ['rw2'],
  'image/x-olympus-orf': ['orf'],
  'image/x-fujifilm-raf': ['raf'],
  'image/jp2': ['jp2', 'jpg2'],
  'image/jpx': ['jpx', 'jpf'],
  'image/jpm': ['jpm'],
  'image/j2c': ['j2c', 'j2k', 'jpc'],
  'image/jxl': ['jxl'],
  'image/jls': ['jls'],
  'image/vnd.ms-photo': ['jxr', 'wdp', 'hdp'],
  'image/vnd.adobe.photoshop': ['psd'],
  'image/vnd.dwg': ['dwg'],
  'image/x-xcf': ['xcf'],
  'image/icns': ['icns'],
  'image/bpg': ['bpg'],
  'image/flif': ['flif'],
  'image/ktx': ['ktx'],
  'image/svg+xml': ['svg'],
  'application/pdf': ['pdf', 'ai'],
  // Office documents and e-books are zip archives.
  'application/zip': (
    'zip docx xlsx pptx dotx xltx potx odt ods odp odg epub cbz kmz 3mf usdz pages numbers key ' +
    'whl sketch kra ora mscz idml zipx'
  ).split(' '),
};

/** Extensions that text files use as well. */
const ambiguous = ['ai', 'cur', 'key', 'numbers', 'pages', 'rtf'];
const notText = new Set(
  Object.values(endings)
    .flat()
    .filter((ending) => !ambiguous.includes(ending)),
);
const pictureEndings = new Set(
  Object.keys(endings)
    .filter((mime) => mime.startsWith('image/'))
    .flatMap((mime) => endings[mime] ?? []),
);
export const isPictureEnding = (ending: string): boolean => pictureEndings.has(ending);

/**
 * Extensions that Windows, macOS or a Linux desktop runs, installs or follows when the file is opened: the
 * lists of Gmail and Outlook, plus those of the other two systems. `html` is not among them: it is text,
 * shown by a browser.
 */
const runnable = new Set(
  (
    'ade adp apk app appimage appinstaller application appref-ms appx appxbundle bat cab chm cmd cnt com ' +
    'command cpl crx deb desktop diagcab diagcfg diagpkg dll dmg docm dotm ex ex_ exe flatpakref ' +
    'flatpakrepo fxp gadget ' +
    'grp hlp hpj hta img inetloc inf ins iqy iso isp its jar jnlp js jse ksh library-ms lnk mad maf ' +
    'mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mht mhtml mjs mobileconfig ' +
    'mpkg msc msh msi msix msixbundle msp mst msu nsh ops osd osx pcd pif pkg plg potm ppam ' +
    'ppsm pptm prf printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pyw pyz pyzw rdp reg rpm run ' +
    'scf scpt scptd scr sct search-ms searchconnector-ms settingcontent-ms shb shs sldm ' +
    'slk snap sys terminal theme themepack tool udl url vb vbe vbs vhd vhdx vsmacros vsw vxd ' +
    'webloc website wll workflow ws wsb wsc wsf wsh xap xbap xll xlam xlsm xltm xnk xpi'
  ).split(' '),
);

export const isRunnable = (ending: string): boolean => runnable.has(ending);

/**
 * May a file of this type have this extension? No extension ('') fits every type; text and files of an
 * unknown type may have any that no other type claims.
 */
export const isEndingOf = (ending: string, mime: string): boolean => {
  if (ending === '') return true;
  if (isRunnable(ending)) return false;
  // The types of other extensions are known, and checked by their bytes.
  if (mime === 'text/plain' || mime === unknownType) return !notText.has(ending);
  return endings[formatOf(mime)]?.includes(ending) ?? true;
};

/**
 * Like `isEndingOf`, before the bytes are known: the extension of any other picture type may turn out to be
 * right.
 */
export const isEndingOfKind = (ending: string, mime: string): boolean =>
  isEndingOf(ending, mime) || (mime.startsWith('image/') && isPictureEnding(ending));

/**
 * The type of a file with this extension, if it is sent as a download: the type that usually has it comes
 * first. Undefined for pictures, text and unknown extensions.
 */
export const typeByEnding = (ending: string): string | undefined => {
  const types = Object.entries(downloadEndings).filter(([, endings]) => endings.includes(ending));
  return (types.find(([, [usual]]) => usual === ending) ?? types[0])?.[0];
};

/** The usual extension of a type; undefined for an unknown type. */
export const usualEnding = (mime: string): string | undefined =>
  ({ 'text/plain': 'txt', [unknownType]: 'bin' })[mime] ?? endings[formatOf(mime)]?.[0];
