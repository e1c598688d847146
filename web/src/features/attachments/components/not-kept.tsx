import { strings } from '#site/strings/strings.ts';
import { useKeptFiles } from '#site/sync/kept-files.ts';

/** A warning that the browser could not persist the files, so a reload loses them. */
export const NotKept = () => {
  const { areKept } = useKeptFiles();
  if (areKept) return null;
  return (
    <p role="status" className="max-w-80 px-1 text-xs opacity-90">
      {strings.attachments.notKept}
    </p>
  );
};
