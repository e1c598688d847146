import type { Marks as MarksBody } from '#contracts/http/marks/marks.ts';
import type { Marks } from '../domain/visibility/marks.ts';

export const marksView = ({ ver, hidden, starred }: Marks): MarksBody => ({
  ver,
  hidden: [...hidden],
  starred: starred.map(({ seq }) => seq),
});
