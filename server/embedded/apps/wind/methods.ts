import type { Methods } from '../method.ts';
import { farmMethods } from './farm.ts';
import { foundationMethods } from './foundation.ts';
import { costMethods, modelMethods, turbineMethods } from './turbine.ts';

/** Wind Yard: what the app of workspace 13 computes. */
export const windMethods: Methods = {
  WindFarm: farmMethods,
  Turbine: turbineMethods,
  Foundation: foundationMethods,
  TurbineModel: modelMethods,
  CostCase: costMethods,
};
