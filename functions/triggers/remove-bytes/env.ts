import * as z from 'zod';
import { tableEnv, uploadsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...uploadsEnv });
