import type { Methods } from '../method.ts';
import { bridgeMethods } from './bridge.ts';
import { recordMethods } from './records.ts';

/** Span Register: what the app of workspace 12 computes. */
export const bridgeAppMethods: Methods = { Bridge: bridgeMethods, ...recordMethods };
