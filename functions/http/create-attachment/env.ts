import * as z from 'zod';
import { storageEnv, tableEnv, uploadsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...uploadsEnv, ...storageEnv });
