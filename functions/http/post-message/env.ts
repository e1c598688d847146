import * as z from 'zod';
import { socketsEnv, storageEnv, tableEnv, uploadsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...tableEnv, ...socketsEnv, ...uploadsEnv, ...storageEnv });
