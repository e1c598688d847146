import * as z from 'zod';
import { photoPathOf } from '../media/photo-path.ts';
import { samples } from '../samples.ts';

/** Fields that several shapes of users have. */

export const ActiveFlag = z
  .boolean()
  .meta({ description: 'False once the account is deactivated.', examples: [true] });

/** The description of a name in responses. */
export const shownName = 'The name as it is shown: lower case.';

export const faceOf = (id: string, name: string) => ({
  display_name: z
    .string()
    .nullable()
    .meta({
      description:
        'The name that the person chose to be shown. Not unique: show the username as well where it matters who somebody is.',
      examples: [name],
    }),
  photo: z
    .string()
    .nullable()
    .meta({
      description:
        'The path of the photo. Another photo has another path, so a copy can be cached for good.',
      examples: [photoPathOf(id, samples.photo)],
    }),
});

export const about = z
  .string()
  .nullable()
  .meta({
    description: 'A line that the person wrote about themselves.',
    examples: ['Weaving algebraical patterns'],
  });
