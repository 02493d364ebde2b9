import type { Methods } from '../method.ts';
import { programmeMethods, reachMethods } from './reach.ts';
import { crossSectionMethods, exitPointMethods } from './section.ts';
import { segmentMethods } from './segment.ts';
import { cptMethods } from './sounding.ts';

/** Levee Studio: what the app of workspace 11 computes. */
export const leveeMethods: Methods = {
  Programme: programmeMethods,
  LeveeReach: reachMethods,
  Segment: segmentMethods,
  CrossSection: crossSectionMethods,
  ExitPoint: exitPointMethods,
  Cpt: cptMethods,
};
