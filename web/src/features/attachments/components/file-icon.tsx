import { File, FileArchive, FileImage, FileText } from 'lucide-react';
import { classes } from '#site/lib/text.ts';

const iconOf = (mime: string) => {
  if (mime === 'application/zip') return FileArchive;
  if (mime.startsWith('image/')) return FileImage;
  return mime === 'text/plain' || mime === 'application/pdf' ? FileText : File;
};

/** Icon and colour by file type. */
export const FileIcon = ({ mime, className }: { mime: string; className?: string }) => {
  const Icon = iconOf(mime);
  return <Icon aria-hidden="true" className={classes('shrink-0', className)} />;
};

/** The extension, for example "PDF" or "ZIP"; empty without one. */
export const kindOf = (filename: string): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1] ?? '').toLocaleUpperCase();
