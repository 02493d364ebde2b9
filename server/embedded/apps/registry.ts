import { bridgeAppMethods } from './bridges/methods.ts';
import { footingMethods } from './footing.ts';
import { leveeMethods } from './levee/methods.ts';
import type { Method, Methods } from './method.ts';
import { windMethods } from './wind/methods.ts';

const all: Methods = { ...leveeMethods, ...bridgeAppMethods, ...windMethods, ...footingMethods };

/** A method of the sample apps, or undefined. */
export function methodOf(className: string, name: string): Method | undefined {
  const methods = Object.hasOwn(all, className) ? all[className] : undefined;
  return methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
}
