import { File, FileArchive, FileHeadphone, FileImage, FilePlay, FileText } from 'lucide-react';
import { classes } from '#site/lib/text.ts';

const archives = /zip|tar|rar|7z|bzip2|x-xz|zstd/;
const documents = /^text\/|pdf|rtf|word|document|excel|sheet|powerpoint|presentation|epub/;

const iconOf = (mime: string) => {
  if (mime.startsWith('image/')) return FileImage;
  if (mime.startsWith('audio/')) return FileHeadphone;
  if (mime.startsWith('video/')) return FilePlay;
  if (documents.test(mime)) return FileText;
  return archives.test(mime) ? FileArchive : File;
};

/** Icon and colour by file type. */
export const FileIcon = ({ mime, className }: { mime: string; className?: string }) => {
  const Icon = iconOf(mime);
  return <Icon aria-hidden="true" className={classes('shrink-0', className)} />;
};

/** The extension, for example "PDF" or "ZIP"; empty without one. */
export const kindOf = (filename: string): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1] ?? '').toLocaleUpperCase();
