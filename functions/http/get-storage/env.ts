import * as z from 'zod';
import { storageEnv, tableEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...storageEnv });
