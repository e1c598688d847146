import { strings } from '#site/strings/strings.ts';
import { useStoredFiles } from '#site/sync/stored-files.ts';

/** A warning that the browser could not persist the files, so a reload loses them. */
export const NotStoredNotice = () => {
  const { areStored } = useStoredFiles();
  if (areStored) return null;
  return (
    <p role="status" className="max-w-80 px-1 text-xs opacity-90">
      {strings.attachments.notStored}
    </p>
  );
};
