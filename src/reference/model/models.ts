import type { ApiModel, ModelVersion } from './api.ts';
import { V1 } from './v1.ts';
import { V5 } from './v5.ts';

/** The documents that this server can follow. */
export const MODELS: Readonly<Record<ModelVersion, ApiModel>> = { v1: V1, v5: V5 };
