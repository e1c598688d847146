import { archiveKinds } from '#contracts/archive/records.ts';
import { storedKey } from '#core/domain/attachment.ts';
import type { ArchiveSource, Portion } from '#core/ports/archive.ts';
import type { Files } from '../disk/files.ts';
import type { Database } from '../sqlite/database.ts';
import { readings, recordFrom } from './data-file-records.ts';
import { pagesOf } from './pages.ts';

/** `db`: a connection of this source only, since it reads everything in one transaction. */
export const dataFileSource = (db: Database, files: Files): ArchiveSource => ({
  read: async function* ({ at }): AsyncGenerator<Portion> {
    db.run('BEGIN');
    try {
      for (const kind of archiveKinds) {
        const { select, selectMore } = readings[kind];
        for (const selection of [select(at), ...(selectMore ? [selectMore(at)] : [])]) {
          for (const rows of pagesOf(db, selection)) {
            yield { records: rows.map((row) => recordFrom(db, kind, row, at)), position: null };
          }
        }
      }
    } finally {
      db.run('COMMIT');
    }
  },
  openBlob: async (id) => {
    const file = await files.open(storedKey(id));
    return file?.createReadStream() ?? null;
  },
  close: async () => db.close(),
});
