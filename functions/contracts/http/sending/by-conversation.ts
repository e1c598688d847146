import * as z from 'zod';
import { Uuid } from '../../fields.ts';
import { samples } from '../../samples.ts';

/** Apart, so that the function that sends does not load the other contracts of conversations. */
export const byConversationId = z.object({ id: Uuid.meta({ examples: [samples.conversation] }) });
