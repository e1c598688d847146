import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, sep } from 'node:path';

/**
 * Loaded into a server by `--import`: removing the bytes of an attachment never ends, like on a
 * hanging disk. Prints each removal that begins.
 */
const hold =
  (real: (path: string, options?: object) => Promise<void>) =>
  (path: string, options?: object): Promise<void> => {
    if (!path.includes(`${sep}att${sep}`)) return real(path, options);
    console.log(`holds ${basename(path)}`);
    return new Promise(() => undefined);
  };

Object.assign(promises, { rm: hold(promises.rm), unlink: hold(promises.unlink) });
syncBuiltinESMExports();
