import type { Methods } from '../method.ts';
import { segmentMethods } from './segment.ts';

/** Levee Studio: what the app of workspace 11 computes. */
export const leveeMethods: Methods = { Segment: segmentMethods };
