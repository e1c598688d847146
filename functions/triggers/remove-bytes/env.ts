import * as z from 'zod';
import { uploadsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...uploadsEnv });
