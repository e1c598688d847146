import { skeletonOf } from './skeleton.ts';

/** Names of officials, words for people in general, and words that programs treat as empty. */
const words =
  'abuse admin admins administrator administrators api everybody everyone help helpdesk hostmaster ' +
  'info here all me moderator moderators nobody noreply null official operator parley postmaster ' +
  'root security sicherheit staff superuser support sysadmin system undefined webmaster alle hilfe';

const separators = /[ ._!-]/g;
/** Ignores accents and strokes, which readers overlook: "admín" would speak for the service, too. */
const marks = /\p{Mn}/gu;
const bare = (name: string): string =>
  skeletonOf(name.replace(separators, '')).normalize('NFD').replace(marks, '');

/**
 * Characters that read as i, as in "adm1n". A skeleton has `l` for them and for the capital I of other
 * scripts.
 */
const likeI = /[1!\u01c0\u01c3\u05d5\u05df\u0627\u2d4f\ua4f2]/gu;

let reserved: Set<string> | undefined;

/** Ignores spacing and look-alike characters. */
const isReserved = (name: string): boolean => {
  reserved ??= new Set(words.split(' ').map(bare));
  return reserved.has(bare(name)) || reserved.has(bare(name.normalize('NFKC').replace(likeI, 'i')));
};

/** Written in skeleton letters: `o` stands for 0, `l` for 1. */
const uuid = /^[2-9a-fol]{8}(?:-[2-9a-fol]{4}){3}-[2-9a-fol]{12}$/;

/** Rejects a name that could be the id of another user. */
const looksLikeId = (name: string): boolean => uuid.test(skeletonOf(name));

/** The appearance rule that a new name breaks. Separate from `Username`, since its tables are large. */
export const brokenNameRule = (name: string): string | null => {
  if (isReserved(name)) return 'must not be a reserved name';
  return looksLikeId(name) ? 'must not look like an id' : null;
};
