import { strings } from '../../../strings/strings.ts';
import { useKeptFiles } from '../../../sync/kept-files.ts';

/** A sign where only the page has the files, since the browser stores none. */
export const NotKept = () => {
  const { areKept } = useKeptFiles();
  if (areKept) return null;
  return (
    <p role="status" className="max-w-80 px-1 text-xs opacity-90">
      {strings.attachments.notKept}
    </p>
  );
};
