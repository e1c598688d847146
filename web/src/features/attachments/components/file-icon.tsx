import { File, FileArchive, FileImage, FileText } from 'lucide-react';
import { classes } from '../../../lib/text.ts';

const iconOf = (mime: string) => {
  if (mime === 'application/zip') return FileArchive;
  if (mime.startsWith('image/')) return FileImage;
  return mime === 'text/plain' || mime === 'application/pdf' ? FileText : File;
};

/** What kind of file it is, and a colour that one finds again. */
export const FileIcon = ({ mime, className }: { mime: string; className?: string }) => {
  const Icon = iconOf(mime);
  return <Icon aria-hidden="true" className={classes('shrink-0', className)} />;
};

/** "PDF", "ZIP", "TXT", "JPG": the ending, if it has one. */
export const kindOf = (filename: string): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1] ?? '').toLocaleUpperCase();
